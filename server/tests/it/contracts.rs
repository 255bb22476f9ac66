//! What is promised to those who call the server.

mod documents;
mod headers;
mod openapi;

//! The workbench's bundle.

//! Code that is never run, and that no linker can find: it stands in tables of functions.
//!
//! A part of a page can come to life in two ways: at once, or bit by bit while its page still streams (Leptos's
//! `hydrate_async`). Our pages come whole, so that the second way is never gone; yet each kind of part names it in its
//! table, and with all that it leads to it would be a twentieth of a bundle. Emptied, it leads nowhere, and `wasm-opt` drops the rest.

use walrus::{Function, FunctionBuilder, FunctionId, FunctionKind, LocalFunction, Module};

/// What starts it and what goes on with it, as the compiler calls those of each kind of part.
pub(crate) const BIT_BY_BIT: [&str; 2] = [
    "tachys::view::any_view::IntoAny>::into_any::hydrate_async",
    "tachys::view::any_view::IntoAny>::into_any::hydrate_async::{{closure}}",
];

/// Empties what is never run; were it, it would stop there.
pub(crate) fn empty(module: &mut Module) {
    let unreached: Vec<FunctionId> = module
        .funcs
        .iter()
        .filter(|function| {
            let name = without_hash(function.name.as_deref().unwrap_or_default());
            BIT_BY_BIT.iter().any(|ending| name.ends_with(ending))
        })
        .map(Function::id)
        .collect();
    for id in unreached {
        let stop = stop(module, id);
        module.funcs.get_mut(id).kind = FunctionKind::Local(stop);
    }
}

/// A function of the same type that does nothing but stop.
fn stop(module: &mut Module, id: FunctionId) -> LocalFunction {
    let signature = module.types.get(module.funcs.get(id).ty());
    let (parameters, results) = (signature.params().to_vec(), signature.results().to_vec());
    let mut builder = FunctionBuilder::new(&mut module.types, &parameters, &results);
    builder.func_body().unreachable();
    let arguments = parameters
        .into_iter()
        .map(|parameter| module.locals.add(parameter));
    builder.local_func(arguments.collect())
}

/// A function's name without the hash that the compiler puts behind it.
fn without_hash(name: &str) -> &str {
    match name.rsplit_once("::") {
        Some((path, last)) if last.len() == 17 && last.starts_with('h') => path,
        Some(_) | None => name,
    }
}

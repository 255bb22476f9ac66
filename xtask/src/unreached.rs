//! Code that is never run, and that no linker can find: it stands in tables of functions.
//!
//! A part of a page can come to life in two ways: at once, or bit by bit while its page still streams (Leptos's
//! `hydrate_async`). Our pages come whole, so that the second way is never gone; yet each kind of part names it in its
//! table, and with all that it leads to it would be a twentieth of a bundle. Emptied, it leads nowhere, and `wasm-opt` drops the rest.

use anyhow::{Result, bail};
use walrus::{Function, FunctionBuilder, FunctionId, FunctionKind, LocalFunction, Module};

/// What starts it and what goes on with it, as the compiler calls those of each kind of part.
pub(crate) const BIT_BY_BIT: [&str; 2] = [
    "tachys::view::any_view::IntoAny>::into_any::hydrate_async",
    "tachys::view::any_view::IntoAny>::into_any::hydrate_async::{{closure}}",
];

/// Empties what is never run; were it, it would stop there. A module without anything of the kind is refused: it would not be as
/// small as it could be, and nobody would know.
pub(crate) fn empty(module: &mut Module) -> Result<()> {
    for ending in BIT_BY_BIT {
        let unreached: Vec<FunctionId> = module
            .funcs
            .iter()
            .filter(|function| {
                without_hash(function.name.as_deref().unwrap_or_default()).ends_with(ending)
            })
            .map(Function::id)
            .collect();
        if unreached.is_empty() {
            bail!(
                "no function is called `{ending}`, so that the bundle would carry code that is never run.\n\
                 An upgrade of Leptos or of the compiler may have renamed it: look for `hydrate_async` among the function names \
                 of the compiled package (`wasm-objdump -j name -x`) and put its new name into BIT_BY_BIT of xtask/src/unreached.rs. \
                 Where there is none any more, take the name out of it."
            );
        }
        for id in unreached {
            let stop = stop(module, id);
            module.funcs.get_mut(id).kind = FunctionKind::Local(stop);
        }
    }
    Ok(())
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

#[cfg(test)]
mod tests {
    use walrus::{FunctionBuilder, FunctionKind, Module, ValType};

    use super::*;

    /// A module with functions of these names that do something.
    fn module(names: &[String]) -> Module {
        let mut module = Module::default();
        for name in names {
            let mut builder =
                FunctionBuilder::new(&mut module.types, &[ValType::I32], &[ValType::I32]);
            builder.name(name.clone()).func_body().i32_const(1);
            let argument = module.locals.add(ValType::I32);
            builder.finish(vec![argument], &mut module.funcs);
        }
        module
    }

    fn named(before: &str, ending: &str) -> String {
        format!("<{before} as {ending}::h0123456789abcdef")
    }

    #[test]
    fn what_is_never_run_is_emptied_and_nothing_else() {
        let [started, goes_on] = BIT_BY_BIT;
        let kept = "<Page as tachys::view::Render>::build::h0123456789abcdef".to_owned();
        let names = [named("Page", started), named("Page", goes_on), kept.clone()];
        let mut module = module(&names);
        empty(&mut module).unwrap();
        for function in module.funcs.iter() {
            let FunctionKind::Local(local) = &function.kind else {
                panic!("{:?} is not of the module", function.name);
            };
            let instructions = local.block(local.entry_block()).len();
            let stops = matches!(
                local.block(local.entry_block()).instrs.first(),
                Some((walrus::ir::Instr::Unreachable(_), _))
            );
            assert_eq!(instructions, 1);
            assert_eq!(stops, function.name.as_ref() != Some(&kept));
        }
    }

    #[test]
    fn a_module_in_which_they_have_other_names_is_refused_and_it_is_said_what_to_do() {
        let [started, _] = BIT_BY_BIT;
        for names in [&[][..], &[named("Page", started)]] {
            let refused = empty(&mut module(names)).unwrap_err().to_string();
            assert!(refused.contains("xtask/src/unreached.rs"), "{refused}");
        }
    }
}

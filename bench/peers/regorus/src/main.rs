//! Evaluates compiled policies with regorus and reports time.
//!
//! It reads a JSON file with an array of cases and writes one JSON line for each, as peers/rego does; for a case that
//! regorus cannot compile or evaluate, or not within its limit, the line has its reason, `unsupported`. Each case runs
//! in a process of its own, because one that overflows its stack or does not end would take the others with it.
//!
//! ```text
//! regorusbench CASES.json WARM_MILLISECONDS MEASURED_MILLISECONDS [NUMBER]
//! ```
//!
//! NUMBER: of the one case to run here, from 0.

use regorus::{Engine, Value};
use std::error::Error;
use std::io::Read;
use std::panic::{catch_unwind, set_hook};
use std::process::{Child, Command, Stdio};
use std::thread::{sleep, spawn};
use std::time::{Duration, Instant};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Beyond the time that a case is given to warm up and to be measured.
const PATIENCE: Duration = Duration::from_secs(10);

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (file, warm, measured, number) = match arguments.as_slice() {
        [file, warm, measured] => (file, warm, measured, None),
        [file, warm, measured, number] => (file, warm, measured, Some(number.parse::<usize>()?)),
        _ => return Err("usage: regorusbench CASES.json WARM_MILLISECONDS MEASURED_MILLISECONDS [NUMBER]".into()),
    };
    let warm = Duration::from_millis(warm.parse()?);
    let measured = Duration::from_millis(measured.parse()?);
    let cases = Value::from_json_str(&std::fs::read_to_string(file)?)?;
    let cases = cases.as_array()?;
    match number {
        Some(number) => {
            set_hook(Box::new(|_| {})); // a panic is an outcome
            let case = cases.get(number).ok_or("no such case")?;
            println!("{}", outcome(case, warm, measured)?);
        }
        None => {
            for (number, case) in cases.iter().enumerate() {
                println!("{}", outcome_apart(case, &arguments, number, warm + measured + PATIENCE)?);
            }
        }
    }
    Ok(())
}

/// The outcome of a case in a process of its own.
fn outcome_apart(case: &Value, arguments: &[String], number: usize, limit: Duration) -> Result<String> {
    let mut child = Command::new(std::env::current_exe()?)
        .args(arguments)
        .arg(number.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let mut output = child.stdout.take().ok_or("no output")?;
    let reader = spawn(move || {
        let mut text = String::new();
        output.read_to_string(&mut text).map(|_| text)
    });
    let ended = ends(&mut child, limit)?;
    let text = reader.join().map_err(|_| "its output cannot be read")??;
    Ok(match (ended, text.lines().next()) {
        (true, Some(line)) => line.to_string(),
        (true, None) => unsupported(case, "it crashes")?,
        (false, _) => unsupported(case, &format!("it takes more than {} s", limit.as_secs()))?,
    })
}

/// Whether a process ends within a limit; one that does not is ended.
fn ends(child: &mut Child, limit: Duration) -> Result<bool> {
    let end = Instant::now() + limit;
    while child.try_wait()?.is_none() {
        if Instant::now() >= end {
            child.kill()?;
            child.wait()?;
            return Ok(false);
        }
        sleep(Duration::from_millis(2));
    }
    Ok(true)
}

fn outcome(case: &Value, warm: Duration, measured: Duration) -> Result<String> {
    let outcome = catch_unwind(|| measure(case, warm, measured)).unwrap_or_else(|_| Err("it panics".into()));
    Ok(match outcome {
        Ok((nanoseconds, result)) => {
            let name = serde_json::to_string(&case["name"])?;
            format!(r#"{{"name":{name},"nanoseconds":{nanoseconds:.1},"bytes":0,"result":{result}}}"#)
        }
        Err(reason) => unsupported(case, &reason.to_string())?,
    })
}

fn unsupported(case: &Value, reason: &str) -> Result<String> {
    let name = serde_json::to_string(&case["name"])?;
    Ok(format!(r#"{{"name":{name},"unsupported":{}}}"#, serde_json::to_string(reason)?))
}

fn measure(case: &Value, warm: Duration, measured: Duration) -> Result<(f64, String)> {
    let mut run = run(case)?;
    let result = match run()? {
        Value::Undefined => "null".to_string(),
        value => serde_json::to_string(&value)?,
    };
    repeat(&mut run, warm)?;
    let begin = processor_time();
    let count = repeat(&mut run, measured)?;
    Ok(((processor_time() - begin).as_nanos() as f64 / count as f64, result))
}

type Run = Box<dyn FnMut() -> Result<Value>>;

/// What is to be repeated: compiling the case, or evaluating the compiled policy.
fn run(case: &Value) -> Result<Run> {
    let query: std::rc::Rc<str> = case["query"].as_string()?.as_ref().into();
    if case["compile"] != Value::Undefined {
        let case = case.clone();
        return Ok(Box::new(move || {
            engine(&case)?.compile_with_entrypoint(&query.as_ref().into())?;
            Ok(Value::Null)
        }));
    }
    let policy = engine(case)?.compile_with_entrypoint(&query.as_ref().into())?;
    let input = case["input"].clone();
    Ok(Box::new(move || Ok(policy.eval_with_input(input.clone())?)))
}

fn engine(case: &Value) -> Result<Engine> {
    let mut engine = Engine::new();
    engine.set_rego_v0(case["version"] == Value::from("v0"));
    for (name, text) in case["modules"].as_object()? {
        engine.add_policy(name.as_string()?.to_string(), text.as_string()?.to_string())?;
    }
    if case["data"] != Value::Undefined {
        engine.add_data(case["data"].clone())?;
    }
    Ok(engine)
}

/// Runs, once at least, until this process has had its time of the processor, and says how often.
fn repeat(run: &mut Run, duration: Duration) -> Result<u64> {
    let begin = processor_time();
    let mut count = 0;
    let mut left = duration;
    while !left.is_zero() {
        // That clock costs more than a short run, so it is asked when the time may be over.
        let end = Instant::now() + left;
        loop {
            std::hint::black_box(run()?);
            count += 1;
            if Instant::now() >= end {
                break;
            }
        }
        left = (begin + duration).saturating_sub(processor_time());
    }
    Ok(count)
}

#[repr(C)]
struct Time {
    seconds: i64,
    nanoseconds: i64,
}

unsafe extern "C" {
    fn clock_gettime(clock: i32, time: *mut Time) -> i32;
}

/// What this process has used: on an idle core the same as time on the wall, and beside others what would have been.
fn processor_time() -> Duration {
    const CLOCK_PROCESS_CPUTIME_ID: i32 = 2;
    let mut time = Time { seconds: 0, nanoseconds: 0 };
    let code = unsafe { clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &mut time) };
    assert_eq!(code, 0, "no clock for the time of this process");
    Duration::new(time.seconds as u64, time.nanoseconds as u32)
}

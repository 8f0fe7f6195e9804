using System.CommandLine;
using ParallelCore.Stress.Running;

var minutes = new Option<double?>("--minutes") { Description = "How long to go on; 1 unless --rounds is given." };
var rounds = new Option<long?>("--rounds") { Description = "How many rounds to run." };
var seed = new Option<long?>("--seed") { Description = "The first round's seed; each further round adds one. Random unless given." };
var repeat = new Option<int>("--repeat") { Description = "How often to run each seed.", DefaultValueFactory = _ => 1 };
var workers = new Option<int>("--workers") { Description = "Workers of the largest scheduler.", DefaultValueFactory = _ => 64 };
var callers = new Option<int>("--callers") { Description = "Outside threads that call at once.", DefaultValueFactory = _ => 6 };
var timeout = new Option<int>("--timeout") { Description = "Seconds after which a round counts as hung.", DefaultValueFactory = _ => 60 };
var crash = new Option<bool>("--crash") { Description = "A hung round ends in a crash, for a dump, and not in exit code 3." };
var list = new Option<bool>("--list") { Description = "Print the programs of each round." };
var only = new Option<string?>("--only") { Description = $"Root operations of one kind: {string.Join(", ", Enum.GetNames<ParallelCore.Stress.Operations.RootKind>())}." };

var command = new RootCommand("Random programs of loops, forks, scopes and tasks on many workers, each of which knows what must be true.")
{
    minutes, rounds, seed, repeat, workers, callers, timeout, crash, list, only,
};
command.SetAction(parsed => new Soak(new StressOptions
{
    Minutes = parsed.GetValue(minutes) ?? (parsed.GetValue(rounds) is null ? 1 : double.PositiveInfinity),
    Rounds = parsed.GetValue(rounds) ?? long.MaxValue,
    Seed = parsed.GetValue(seed) ?? Random.Shared.Next(),
    Repeat = parsed.GetValue(repeat),
    Workers = parsed.GetValue(workers),
    Callers = parsed.GetValue(callers),
    TimeoutSeconds = parsed.GetValue(timeout),
    Crash = parsed.GetValue(crash),
    List = parsed.GetValue(list),
    Only = parsed.GetValue(only) is { } kind ? Enum.Parse<ParallelCore.Stress.Operations.RootKind>(kind, ignoreCase: true) : null,
}).Run());
return command.Parse(args).Invoke();

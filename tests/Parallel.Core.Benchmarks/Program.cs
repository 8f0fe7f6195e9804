using System.CommandLine;
using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Micro;

var root = new RootCommand("Benchmarks of Parallel.Core. They mean something only on a quiet machine, in Release, and as ratios within one run.")
{
    CompareCommand.Create(),
    MicroCommand.Create(),
};
return root.Parse(args).Invoke();

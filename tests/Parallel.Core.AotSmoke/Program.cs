using System.Runtime.CompilerServices;
using ParallelCore;
using ParallelCore.AotSmoke;

const int Count = 1_000_000;
const long Expected = (long)Count * (Count - 1) / 2;
long[] sum = new long[1];
int failures = 0;

Check("compiled ahead of time", RuntimeFeature.IsDynamicCodeSupported ? 1 : 0, 0);
CheckSum("per index", () => ParallelRange.Run(0, Count, i => Interlocked.Add(ref sum[0], i)));
CheckSum("per chunk", () => ParallelRange.Run(0, Count, 1024, (start, end) => new SumBody(sum).Invoke(start, end)));
CheckSum("with state", () => ParallelRange.Run(0, Count, 1024, sum, static (start, end, state) => new SumBody(state).Invoke(start, end)));
CheckSum("struct body", () => ParallelRange.Run(0, Count, 1024, new SumBody(sum)));
Check("fork, context", ForkJoin.Run<int, long, FibBody>(20, default), 6765);
(int left, long right) = ForkJoin.Invoke(static () => 3, static () => 4L);
Check("fork, two results", left + right, 7);

foreach ((string name, long actual, long expected) in SharedTypes.Check().Concat(Sequences.Check()))
    Check(name, actual, expected);

Console.WriteLine($"SMOKE native AOT: {failures} failures");
return failures == 0 ? 0 : 1;

void CheckSum(string name, Action run)
{
    sum[0] = 0;
    run();
    Check(name, sum[0], Expected);
}

void Check(string name, long actual, long expected)
{
    if (actual != expected)
    {
        failures++;
        Console.WriteLine($"{name}: {actual}, expected {expected}");
    }
}

// What a new user's file looks like: our namespace next to the runtime's own Parallel, neither hiding the other.
using System;
using System.Linq;
using System.Threading.Tasks;
using ParallelCore;
using ParallelCore.Collections;
using ParallelCore.Counters;

bool isRightCode = FirstCalls.Check();
int[] theirs = new int[100_000];
int[] ours = new int[100_000];

Parallel.For(0, theirs.Length, i => theirs[i] = i * 3);
ParallelRange.Run(0, ours.Length, 1024, i => ours[i] = i * 3);

var counter = new StripedCounter();
var dictionary = new SynchronizedDictionary<int, int>();
using (var buffers = new WorkerLocal<int[]>(() => new int[16]))
{
    ParallelRange.Run(0, ours.Length, i =>
    {
        buffers.Value[i % 16]++;
        counter.Increment();
        dictionary.AddOrUpdate(i % 10, 1, (_, count) => count + 1);
    });
}

// Both kinds of query in one file: LINQ's names are no obstacle.
long linq = ours.Where(i => i % 2 == 0).Select(i => (long)i).Sum();
long plinq = ours.AsParallel().Where(i => i % 2 == 0).Select(i => (long)i).Sum();
long fluent = ours.InParallel().Where(i => i % 2 == 0).Select(i => (long)i).Sum();
bool sameQueries = linq == plinq && linq == fluent && ours.InParallel().CountBy(i => i % 7).ToArray().Length == 7 && ours.InParallel().Order().First() == 0;
ParallelAlgorithms.Sort(ours);

bool same = sameQueries && theirs.SequenceEqual(ours) && counter.Sum() == ours.Length && dictionary.Values.Sum() == ours.Length;
Console.WriteLine($"SMOKE consumer on {Environment.Version}: {(same ? "same result as Parallel.For" : "WRONG RESULT")}");
return same && isRightCode ? 0 : 1;

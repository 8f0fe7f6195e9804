// What a new user's file looks like: our namespace next to the runtime's own Parallel, neither hiding the other.
using System;
using System.Linq;
using System.Threading.Tasks;
using ParallelCore;

int[] theirs = new int[100_000];
int[] ours = new int[100_000];

Parallel.For(0, theirs.Length, i => theirs[i] = i * 3);
ParallelRange.Run(0, ours.Length, 1024, i => ours[i] = i * 3);

bool same = theirs.SequenceEqual(ours);
Console.WriteLine($"SMOKE consumer on {Environment.Version}: {(same ? "same result as Parallel.For" : "WRONG RESULT")}");
return same ? 0 : 1;

using ParallelCore;

// The gate builds this with whatever analyzers come with the SDK and with the package: there must be one warning, at the line that is wrong.
int racy = 0, right = 0;
ParallelRange.Run(0, 1000, i =>
{
    if (i % 3 == 0)
    {
        racy++;
        Interlocked.Increment(ref right);
    }
});
Console.WriteLine(racy <= right);

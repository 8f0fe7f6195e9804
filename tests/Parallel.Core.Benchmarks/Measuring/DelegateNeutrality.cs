namespace ParallelCore.Benchmarks.Measuring;

/// <summary>
/// Shows the plain loop over a delegate and ours several bodies before anything is measured. A loop that has only ever seen one delegate is compiled
/// with a guess at its target, inlined; which of the loops would get that guess would depend on the order of the benchmarks.
/// </summary>
internal static class DelegateNeutrality
{
    private static int s_sink;

    public static void Establish()
    {
        Action<int>[] bodies =
        [
            static i => s_sink = i,
            static i => s_sink = i + 1,
            static i => s_sink = i + 2,
            static i => s_sink = i + 3,
        ];
        for (int pass = 0; pass < 3; pass++)
        {
            for (int i = 0; i < 200; i++)
            {
                PlainLoop.Run(64, bodies[i % bodies.Length]);
                ParallelRange.Run(0, 64, bodies[i % bodies.Length]);
            }

            Thread.Sleep(120);
        }
    }
}

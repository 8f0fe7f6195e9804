using System.Runtime.CompilerServices;

namespace ParallelCore.Benchmarks.Measuring;

/// <summary>The loops that the user had.</summary>
internal static class PlainLoop
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Run<TWork>(int n, TWork work)
        where TWork : struct, IIndexWork
    {
        for (int i = 0; i < n; i++)
        {
            work.Invoke(i);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Run(int n, Action<int> body)
    {
        for (int i = 0; i < n; i++)
        {
            body(i);
        }
    }
}

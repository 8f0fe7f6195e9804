using System.Runtime.CompilerServices;
using ParallelCore.Benchmarks.Measuring;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>Short spins in every shape of body.</summary>
internal readonly struct Spins : IRangeBody, ILongRangeBody, ITileBody
{
    private const int Steps = 4;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Once(long value) => -1 - Spin.Mix((uint)value, Steps);

    public static void Range(long start, long end)
    {
        for (; start < end; start++)
        {
            Once(start);
        }
    }

    public static void Tile(int rowStart, int rowEnd, int columnStart, int columnEnd) =>
        Range(0, (long)(rowEnd - rowStart) * (columnEnd - columnStart));

    public void Invoke(int start, int end) => Range(start, end);

    public void Invoke(long start, long end) => Range(start, end);

    public void Invoke(int rowStart, int rowEnd, int columnStart, int columnEnd) => Tile(rowStart, rowEnd, columnStart, columnEnd);
}

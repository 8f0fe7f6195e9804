namespace ParallelCore.Benchmarks.Comparing;

/// <summary>What an item costs that reads so much memory.</summary>
/// <param name="Bytes">How many bytes of memory, which no cache holds, an item reads.</param>
/// <param name="Nanoseconds">What it computes besides, if anything, in nanoseconds.</param>
/// <param name="Plain">Nanoseconds per item of the plain loop.</param>
/// <param name="Ours">Nanoseconds per item on all workers.</param>
internal sealed record MemoryFigure(int Bytes, double Nanoseconds, double Plain, double Ours)
{
    public double SpeedUp => Plain / Ours;
}

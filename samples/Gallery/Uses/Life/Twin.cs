namespace ParallelCore.Gallery.Uses.Life;

internal static partial class Generations
{
    public static Grid ByParallelFor(Grid now, int generations)
    {
        var next = new Grid(now.Side);
        for (int generation = 0; generation < generations; generation++)
        {
            Parallel.For(0, now.Side, row => now.NextRow(row, next));
            (now, next) = (next, now);
        }

        return now;
    }
}

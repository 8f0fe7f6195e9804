namespace ParallelCore.Gallery.Uses.Life;

/// <summary>Conway's game of life: each generation is computed from the one before.</summary>
internal static partial class Generations
{
    public static Grid Sequential(Grid now, int generations)
    {
        var next = new Grid(now.Side);
        for (int generation = 0; generation < generations; generation++)
        {
            for (int row = 0; row < now.Side; row++)
                now.NextRow(row, next);
            (now, next) = (next, now);
        }

        return now;
    }
}

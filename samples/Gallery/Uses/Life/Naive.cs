namespace ParallelCore.Gallery.Uses.Life;

internal static partial class Generations
{
    /// <summary>In place: rows below read what rows above have become, or not yet, as it happens.</summary>
    public static Grid InPlace(Grid cells, int generations)
    {
        for (int generation = 0; generation < generations; generation++)
            ParallelRange.Run(0, cells.Side, row => cells.NextRow(row, cells));
        return cells;
    }
}

using ParallelCore.Gallery.Output;
using ParallelCore.Gallery.Running;
using Spectre.Console;

namespace ParallelCore.Gallery.Uses.Life;

internal sealed class LifeSample : ISample
{
    private const int Lifespan = 1_103;
    private const int Settled = 116;

    public string Name => "life";

    public string Teaches => "phases: a loop for each generation, two grids";

    public ITrial Prepare(Scale scale)
    {
        int side = scale.Pick(640, 1_536, 4_096);
        Grid expected = Generations.Sequential(Grid.WithRPentomino(side), Lifespan);
        return new Trial<Grid>($"{Lifespan:N0} generations of {side:N0} x {side:N0} cells", Mistake)
            .Sequential("row after row", () => Generations.Sequential(Grid.WithRPentomino(side), Lifespan))
            .NaiveAndWrong("one grid, in place", () => Generations.InPlace(Grid.WithRPentomino(side), Lifespan))
            .Ours("a loop for each generation", () => Generations.InParallel(Grid.WithRPentomino(side), Lifespan))
            .Twin("Parallel.For for each generation", () => Generations.ByParallelFor(Grid.WithRPentomino(side), Lifespan))
            .LimitedBy("a generation is a fifth of a millisecond of work, at whose beginning the workers meet and at whose end they wait for the last rows: more than a thousand times.")
            .Showing((console, folder) =>
            {
                string path = Path.Combine(folder, "life.png");
                Save(expected, path);
                console.WriteLine($"What became of the five cells: {path}");
            });

        // What the R-pentomino leaves is known, without the gliders that go their way: they are among the 116.
        string? Mistake(Grid found) =>
            found.Population != Settled ? $"{found.Population:N0} cells alive instead of {Settled}" : found.SameCells(expected) ? null : "other cells are alive";
    }

    /// <summary>The middle, enlarged.</summary>
    private static void Save(Grid grid, string path)
    {
        const int Shown = 200;
        const int Enlarged = 4;
        int first = (grid.Side - Shown) / 2;
        int[] pixels = ParallelRange.Grid(Shown * Enlarged, Shown * Enlarged)
            .Select(pixel => grid[first + (pixel.Row / Enlarged), first + (pixel.Column / Enlarged)] == 1 ? 0xFFD060 : 0x102030)
            .ToArray();
        Png.Save(path, Shown * Enlarged, pixels);
    }
}

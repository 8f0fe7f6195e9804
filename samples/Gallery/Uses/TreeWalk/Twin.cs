namespace ParallelCore.Gallery.Uses.TreeWalk;

internal static partial class Walk
{
    public static Contents ByPlinq(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .AsParallel()
        .Aggregate(
            static () => default(Contents),
            static (sum, file) => sum + Hash(file),
            static (a, b) => a + b,
            static sum => sum);
}

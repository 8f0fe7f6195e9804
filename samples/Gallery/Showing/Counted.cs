namespace ParallelCore.Gallery.Showing;

/// <summary>Numbers of things, in words.</summary>
internal static class Counted
{
    public static string Of(long count, string thing) => count == 1 ? $"1 {thing}" : $"{count:N0} {thing}s";
}

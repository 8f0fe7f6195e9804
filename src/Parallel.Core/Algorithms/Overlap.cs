namespace ParallelCore.Algorithms;

/// <summary>Whether a destination can be written while its source is read, by several workers at once.</summary>
internal static class Overlap
{
    /// <summary>True when the two share items at different places.</summary>
    public static bool IsShifted<T>(ReadOnlySpan<T> source, ReadOnlySpan<T> destination) => source.Overlaps(destination, out int offset) && offset != 0;

    /// <summary>Refuses a destination that is too short, or in which a result would overwrite an item that another worker still reads.</summary>
    public static void ThrowIfUnfit<TSource, TResult>(ReadOnlyMemory<TSource> source, Memory<TResult> destination, string destinationName)
    {
        ThrowIfTooShort(source.Length, destination.Length, destinationName);
        if (source is ReadOnlyMemory<TResult> same && IsShifted(same.Span, destination.Span))
        {
            throw new ArgumentException("The destination overlaps the source at other indices.", destinationName);
        }
    }

    public static void ThrowIfTooShort(int source, int destination, string destinationName)
    {
        if (destination < source)
        {
            throw new ArgumentException($"The destination has room for {destination} items, but there are {source}.", destinationName);
        }
    }
}

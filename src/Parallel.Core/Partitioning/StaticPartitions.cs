namespace ParallelCore.Partitioning;

/// <summary>A fixed number of partitions that draw from one shared source, so that a slow consumer leaves more to the others.</summary>
internal static class StaticPartitions
{
    public static IList<IEnumerator<T>> Take<T>(IEnumerable<T> shared, int partitionCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(partitionCount);
        var partitions = new IEnumerator<T>[partitionCount];
        for (int i = 0; i < partitions.Length; i++)
            partitions[i] = shared.GetEnumerator();
        return partitions;
    }
}

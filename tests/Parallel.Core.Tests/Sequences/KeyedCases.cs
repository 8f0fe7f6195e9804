using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Sequences;

/// <summary>Inputs and settings that the tests by key share.</summary>
internal static class KeyedCases
{
    /// <summary>None, one, around the lengths of one block, of the last one whose keys are computed first, and of long blocks.</summary>
    public static readonly int[] Lengths = [0, 1, 2, 2048, 2049, 65_537, 300_000];

    public static readonly int[] Workers = [1, 2, 3, 16];

    /// <summary>One key, few, many, and a key an item.</summary>
    public static readonly int[] KeyCounts = [1, 7, 5000, int.MaxValue];

    public static TheoryData<int, int> LengthsAndKeyCounts
    {
        get
        {
            var data = new TheoryData<int, int>();
            foreach ((int length, int keys) in Effort.Pairs(Lengths, KeyCounts))
                data.Add(length, keys);

            return data;
        }
    }

    public static int[] Numbers(int length, int keys)
    {
        var random = new Random(length + keys);
        var numbers = new int[length];
        for (int i = 0; i < length; i++)
        {
            numbers[i] = random.Next(keys);
        }

        return numbers;
    }

    public static ParallelSequence<T> On<T>(int workers, T[] items) => items.InParallel().On(Schedulers.Of(workers));

    /// <summary>Which of its items each group has, as one text.</summary>
    public static string[] Described<TKey, TElement>(IEnumerable<IGrouping<TKey, TElement>> groups) =>
        [.. groups.Select(group => $"{group.Key}: {string.Join(' ', group)}")];
}

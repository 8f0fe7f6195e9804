namespace ParallelCore.Gallery.Uses.Quicksort;

/// <summary>What every quicksort consists of, besides calling itself.</summary>
internal static class Steps
{
    /// <summary>Up to this length insertion sort is faster.</summary>
    public const int Small = 24;

    /// <summary>Moves small items to the front and large ones to the back (Hoare's partition).</summary>
    /// <returns>Where the back begins: neither side is empty, and nothing in front of it is larger than anything behind.</returns>
    public static int Partition(Span<int> items)
    {
        int pivot = MedianOfThree(items);
        int low = -1;
        int high = items.Length;
        while (true)
        {
            do low++;
            while (items[low] < pivot);
            do high--;
            while (items[high] > pivot);
            if (low >= high)
                return high + 1;
            (items[low], items[high]) = (items[high], items[low]);
        }
    }

    public static void InsertionSort(Span<int> items)
    {
        for (int i = 1; i < items.Length; i++)
        {
            int item = items[i];
            int place = i;
            for (; place > 0 && items[place - 1] > item; place--)
                items[place] = items[place - 1];
            items[place] = item;
        }
    }

    private static int MedianOfThree(Span<int> items)
    {
        int middle = (items.Length - 1) / 2;
        if (items[middle] < items[0])
            (items[middle], items[0]) = (items[0], items[middle]);
        if (items[^1] < items[0])
            (items[^1], items[0]) = (items[0], items[^1]);
        if (items[^1] < items[middle])
            (items[^1], items[middle]) = (items[middle], items[^1]);
        return items[middle];
    }
}

using System.Numerics;

namespace ParallelCore.Algorithms;

/// <summary>The least and the greatest item of some.</summary>
internal struct Extremes<T>(T min, T max)
{
    public T Min = min;
    public T Max = max;

    /// <summary>Takes in what comes after; of equal items, the first stays.</summary>
    public void Include<TComparer>(in Extremes<T> later, TComparer comparer)
        where TComparer : IComparer<T>
    {
        if (comparer.Compare(later.Min, Min) < 0)
        {
            Min = later.Min;
        }

        if (comparer.Compare(later.Max, Max) > 0)
        {
            Max = later.Max;
        }
    }
}

/// <summary>Finds extremes, of equal items the first.</summary>
internal static class ExtremesSearch
{
    /// <summary>The extremes of items that aren't empty.</summary>
    public static Extremes<T> Of<T, TComparer>(ReadOnlySpan<T> items, TComparer comparer)
        where TComparer : IComparer<T>
    {
        if (typeof(TComparer) == typeof(DefaultComparison<T>) && TryOfVectors(items, out Extremes<T> result))
        {
            return result;
        }

        T min = items[0];
        T max = min;
        foreach (T item in items[1..])
        {
            if (comparer.Compare(item, min) < 0)
            {
                min = item;
            }

            if (comparer.Compare(item, max) > 0)
            {
                max = item;
            }
        }

        return new Extremes<T>(min, max);
    }

    /// <summary>False if vectors don't hold such items, or might give another result: with NaN or a negative zero among them.</summary>
    private static bool TryOfVectors<T>(ReadOnlySpan<T> items, out Extremes<T> result)
    {
        result = default;
        if (!Vector.IsHardwareAccelerated || !Vector<T>.IsSupported || items.Length < Vector<T>.Count)
        {
            return false;
        }

        var min = new Vector<T>(items);
        Vector<T> max = min;
        Vector<byte> special = Special(min);
        for (int i = Vector<T>.Count; i < items.Length; i += Vector<T>.Count)
        {
            var next = new Vector<T>(items[Math.Min(i, items.Length - Vector<T>.Count)..]); // the last one may overlap the one before it
            min = Vector.ConditionalSelect(Vector.LessThan(next, min), next, min);
            max = Vector.ConditionalSelect(Vector.GreaterThan(next, max), next, max);
            special |= Special(next);
        }

        if (special != Vector<byte>.Zero)
        {
            return false;
        }

        result = new Extremes<T>(min[0], max[0]);
        for (int i = 1; i < Vector<T>.Count; i++)
        {
            result.Include(new Extremes<T>(min[i], max[i]), default(DefaultComparison<T>));
        }

        return true;
    }

    private static Vector<byte> Special<T>(Vector<T> items)
    {
        if (typeof(T) == typeof(double))
        {
            return (~Vector.Equals(items, items)).As<T, byte>() | Vector.Equals(items.As<T, long>(), new Vector<long>(long.MinValue)).As<long, byte>();
        }

        return typeof(T) == typeof(float)
            ? (~Vector.Equals(items, items)).As<T, byte>() | Vector.Equals(items.As<T, int>(), new Vector<int>(int.MinValue)).As<int, byte>()
            : Vector<byte>.Zero;
    }
}

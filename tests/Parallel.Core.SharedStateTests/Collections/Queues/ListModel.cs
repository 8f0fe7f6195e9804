namespace ParallelCore.Tests.Collections.Queues;

/// <summary>What the sequential models of queues, stacks and deques have in common: a list whose first item leaves first.</summary>
internal static class ListModel
{
    public static List<int> Of(int[] items) => [.. items];

    public static int First(List<int> model) => model.Count > 0 ? model[0] : throw new InvalidOperationException();

    public static int? FirstOrNothing(List<int> model) => model.Count > 0 ? model[0] : null;

    public static int TakeFirst(List<int> model) => TakeOne(model) ?? throw new InvalidOperationException();

    public static int? TakeOne(List<int> model) => Take(model, 1) is [int item] ? item : null;

    public static int? TakeIf(List<int> model, int wanted) => model.Count > 0 && model[0] == wanted ? TakeOne(model) : null;

    public static int[] Take(List<int> model, int max)
    {
        int[] taken = [.. model.Take(max)];
        model.RemoveRange(0, taken.Length);
        return taken;
    }

    public static int[] Exchange(List<int> model, params int[] items)
    {
        int[] previous = Take(model, model.Count);
        model.AddRange(items);
        return previous;
    }

    public static bool InsertIfAbsent(List<int> model, int index, int item)
    {
        bool isAbsent = !model.Contains(item);
        if (isAbsent)
            model.Insert(index, item);
        return isAbsent;
    }

    /// <summary>What a copying method put into an array with room for a few items.</summary>
    public static int[] Filled(Action<int[]> copy)
    {
        int[] array = new int[6];
        copy(array);
        return array;
    }
}

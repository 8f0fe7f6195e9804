namespace ParallelCore.Tests.Sequences;

/// <summary>A delegate failed: which, and at which item.</summary>
internal sealed class ItemException(string where, int item) : Exception($"{where} at {item}")
{
    public string Where => where;

    public int Item => item;
}

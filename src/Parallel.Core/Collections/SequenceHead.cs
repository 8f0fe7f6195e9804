namespace ParallelCore.Collections;

/// <summary>The next item of a sequence: its index, and for equal ones the place of the sequence among all.</summary>
internal readonly record struct SequenceHead(long Index, int Order) : IComparable<SequenceHead>
{
    public int CompareTo(SequenceHead other) => Index != other.Index ? Index.CompareTo(other.Index) : Order.CompareTo(other.Order);
}

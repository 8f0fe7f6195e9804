namespace ParallelCore.Tests.Collections.Queues;

/// <summary>The items of a priority queue: pairs, in no particular order.</summary>
public abstract class PriorityQueueCollectionContract : CollectionContract
{
    protected override bool IsOrdered => false;

    protected override Array ArrayOfItems(int length) => new (int Element, int Priority)[length];

    protected override object Item(int item) => (item, -item);
}

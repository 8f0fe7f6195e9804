namespace ParallelCore.Tests.Collections;

/// <summary>A buffer whose operations say what happened, so that histories can be compared.</summary>
internal interface IBufferTrial
{
    string TryPut(int item);

    string TryGet();

    /// <summary>Takes an item and, if there was one, marks one as done.</summary>
    string TryGetAndFinish();

    string TaskDone();

    string TryJoin();

    string Complete();
}

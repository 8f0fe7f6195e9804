namespace ParallelCore.Collections;

/// <summary>Two locks are taken in opposite orders, so that two threads that do so at the same moment would wait for each other for ever.</summary>
/// <remarks>Thrown before anything waits, and only while <see cref="LockOrder.IsChecked"/>. The message names the locks, and for both orders the two places that took them.</remarks>
public sealed class LockOrderException : InvalidOperationException
{
    internal LockOrderException(string message)
        : base(message)
    {
    }
}

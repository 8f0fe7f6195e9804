using System.Diagnostics.CodeAnalysis;

namespace ParallelCore.Collections;

/// <summary>Apart from the properties that throw, so that they stay small enough to be inlined.</summary>
internal static class GuardErrors
{
    [DoesNotReturn]
    public static void ThrowNotHeld() =>
        throw new InvalidOperationException("This guard does not hold its lock: it was disposed, or it comes from a try that failed.");
}

using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace ParallelCore.Collections;

/// <summary>Finds a shared value as long as somebody holds it, without holding it: for caches and back references. Made by
/// <see cref="RefCounted{T}.ToWeak"/>.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <remarks>
/// <b>Thread safety:</b> any thread at any time. <b>Order:</b> once the last handle is disposed, no view ever yields another. <b>Complexity:</b> O(1);
/// allocates the handle
/// that is acquired. <b>Blocking:</b> never.
/// </remarks>
/// <example><code>
/// WeakRefCounted&lt;MemoryStream&gt; cached;
/// using (RefCounted&lt;MemoryStream&gt; stream = RefCounted.Create(new MemoryStream()))
/// {
///     cached = stream.ToWeak();
///     if (cached.TryAcquire(out RefCounted&lt;MemoryStream&gt;? again))
///         using (again)
///             Console.WriteLine(again.Value.Length);
/// }
///
/// Console.WriteLine(cached.TryAcquire(out _)); // False
/// </code></example>
[DebuggerDisplay("{_shared.Value}, holders: {_shared.Holders}")]
public sealed class WeakRefCounted<T>
    where T : class
{
    private readonly SharedValue<T> _shared;

    internal WeakRefCounted(SharedValue<T> shared) => _shared = shared;

    /// <summary>Takes a handle of the value, if somebody still holds it.</summary>
    /// <param name="handle">The handle, for the caller to dispose; null when the value is gone.</param>
    /// <param name="callerFile">Where the handle is taken, for the report of a leak; the compiler fills it in.</param>
    /// <param name="callerLine">Where the handle is taken, for the report of a leak; the compiler fills it in.</param>
    /// <returns>True with a handle; false, from then on for ever, when the last handle has been disposed.</returns>
    public bool TryAcquire([NotNullWhen(true)] out RefCounted<T>? handle, [CallerFilePath] string callerFile = "", [CallerLineNumber] int callerLine = 0)
    {
        handle = _shared.TryAcquire() ? new(_shared, callerFile, callerLine) : null;
        return handle is not null;
    }
}

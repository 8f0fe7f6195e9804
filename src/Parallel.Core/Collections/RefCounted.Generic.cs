using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace ParallelCore.Collections;

/// <summary>
/// One holder's handle of a shared value. The value is disposed exactly once: when the last of its handles is. <see cref="RefCounted"/> makes the first one,
/// <see cref="Share"/> each other.
/// </summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <remarks>
/// <para><b>Thread safety:</b> any thread at any time, but a handle should have one user, as any disposable has: give each thread, task or object a handle of
/// its own
/// and let it dispose that one. <b>Order:</b> what holders did to the value before they disposed their handles happens before its release. The value itself
/// isn't
/// synchronised. <b>Complexity:</b> O(1), 0 bytes, except where a handle is made. <b>Blocking:</b> never, but for what the value's own release does.</para>
/// <para>A handle that is garbage before it is disposed is reported by <see cref="RefCounted.HandleLeaked"/> and stops counting, so that the last of the others
/// still disposes the value. If there is no other, the value is <b>not</b> disposed: it is garbage as well, its own finalizer, if it has one, may have run
/// already, and
/// <see cref="IDisposable.Dispose"/> is not made for the finalizer thread. A handle may be garbage as early as after its last use.</para>
/// <para><b>Source:</b> shared and weak pointers as in C++ and Rust.</para>
/// </remarks>
/// <example><code>
/// using RefCounted&lt;MemoryStream&gt; mine = RefCounted.Create(new MemoryStream());
/// RefCounted&lt;MemoryStream&gt; theirs = mine.Share(); // before the task starts, while mine is surely there
/// Task task = Task.Run(() =&gt;
/// {
///     using (theirs)
///         Console.WriteLine(theirs.Value.Length);
/// });
/// </code></example>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed class RefCounted<T> : IDisposable
    where T : class
{
    private readonly string _callerFile;
    private readonly int _callerLine;
    private SharedValue<T>? _shared;

    internal RefCounted(SharedValue<T> acquired, string callerFile, int callerLine)
    {
        _shared = acquired;
        _callerFile = callerFile;
        _callerLine = callerLine;
    }

    /// <summary>Reports a leak, and stops counting this handle.</summary>
    ~RefCounted()
    {
        // Also here only once: another finalizer may dispose this handle before or afterwards.
        if (Interlocked.Exchange(ref _shared, null) is { } shared)
            RefCounted.ReportLeak(typeof(T), _callerFile, _callerLine, shared.Abandon());
    }

    /// <summary>The value, as long as this handle isn't disposed.</summary>
    /// <value>The same object for all handles; don't keep it beyond the handle, and don't dispose it.</value>
    /// <exception cref="ObjectDisposedException">This handle is disposed, whether or not others are.</exception>
    public T Value
    {
        get
        {
            T? value = Volatile.Read(ref _shared)?.Value;
            ObjectDisposedException.ThrowIf(value is null, this);
            return value;
        }
    }

    /// <summary>About how many handles of the value aren't disposed: this one, the others, and leaked ones that haven't been found.</summary>
    /// <value>At least 1; already past when other threads share and dispose.</value>
    /// <exception cref="ObjectDisposedException">This handle is disposed.</exception>
    public long ApproximateHolders => Shared.Holders;

    private SharedValue<T> Shared
    {
        get
        {
            SharedValue<T>? shared = Volatile.Read(ref _shared);
            ObjectDisposedException.ThrowIf(shared is null, this);
            return shared;
        }
    }

    private string DebuggerDisplay =>
        Volatile.Read(ref _shared) is { } shared ? $"{shared.Value}, holders: {shared.Holders}, taken at {_callerFile}:{_callerLine}" : "disposed";

    /// <summary>Makes another handle of the same value.</summary>
    /// <param name="callerFile">Where the handle is taken, for the report of a leak; the compiler fills it in.</param>
    /// <param name="callerLine">Where the handle is taken, for the report of a leak; the compiler fills it in.</param>
    /// <returns>The other handle, for its holder to dispose.</returns>
    /// <exception cref="ObjectDisposedException">This handle is disposed.</exception>
    /// <remarks><b>Complexity:</b> O(1); allocates the handle.</remarks>
    public RefCounted<T> Share([CallerFilePath] string callerFile = "", [CallerLineNumber] int callerLine = 0)
    {
        SharedValue<T> shared = Shared;
        // False when this handle, the last one, has been disposed by another thread meanwhile.
        ObjectDisposedException.ThrowIf(!shared.TryAcquire(), this);
        return new(shared, callerFile, callerLine);
    }

    /// <summary>Makes a view that finds the value as long as somebody holds it, but doesn't hold it.</summary>
    /// <returns>The view; it needs no disposal.</returns>
    /// <exception cref="ObjectDisposedException">This handle is disposed.</exception>
    /// <remarks><b>Complexity:</b> O(1); allocates the view.</remarks>
    public WeakRefCounted<T> ToWeak() => new(Shared);

    /// <summary>Disposes this handle, and the value if no other handle is left.</summary>
    /// <remarks>
    /// A second call does nothing, also when both come at once. What the value's disposal throws passes to the caller; this handle and the value then count as
    /// disposed nevertheless.
    /// </remarks>
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Interlocked.Exchange(ref _shared, null)?.Release();
    }
}

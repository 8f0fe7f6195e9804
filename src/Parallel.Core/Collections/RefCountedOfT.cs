using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using ParallelCore.Primitives;

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
        {
            RefCounted.ReportLeak(typeof(T), _callerFile, _callerLine, shared.Abandon());
        }
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

/// <summary>What all handles of one value share: the value, its release, and how many hold it.</summary>
/// <remarks>
/// SOURCE: reference counting with "increment unless zero", as weak pointers of C++ and Rust do it. ROLES: whoever has acquired gives back once, by
/// <see cref="Release"/> or <see cref="Abandon"/>; anybody may try to acquire. INVARIANTS: (1) the count is the number of those who have acquired and not given
/// back; (2) once 0, it stays 0: <see cref="TryAcquire"/> never counts up from there; (3) hence one call alone reaches 0, and that one owns the value.
/// ORDERING: counting is a full fence, so what holders did to the value happens before its release. PROGRESS: lock-free. WRAP: none; 64 bits outlast any
/// memory.
/// </remarks>
internal sealed class SharedValue<T>
    where T : class
{
    private readonly Action<T> _release;
    private AtomicCell _holders;
    private T? _value;

    /// <summary>The maker is the first holder.</summary>
    public SharedValue(T value, Action<T> release)
    {
        _value = value;
        _release = release;
        _holders.Write(1);
    }

    /// <summary>The value, or null once nobody holds it.</summary>
    public T? Value => Volatile.Read(ref _value);

    public long Holders => _holders.Read();

    public bool TryAcquire()
    {
        long seen = _holders.Read();
        while (seen != 0)
        {
            long found = _holders.CompareExchange(seen + 1, seen);
            if (found == seen)
            {
                return true;
            }

            seen = found;
        }

        return false;
    }

    /// <summary>Gives back, and releases the value if nobody else holds it. What the release throws passes through.</summary>
    public void Release()
    {
        if (TryTakeLast() is { } value)
        {
            _release(value);
        }
    }

    /// <summary>Gives back on a finalizer's behalf: the value isn't released, since its own finalizer may have run already. True when nobody else holds
    /// it.</summary>
    public bool Abandon() => TryTakeLast() is not null;

    /// <summary>Gives back; the last one gets the value, which garbage must not keep.</summary>
    private T? TryTakeLast()
    {
        if (_holders.Add(-1) != 0)
        {
            return null;
        }

        T? value = _value;
        Volatile.Write(ref _value, null);
        return value;
    }
}

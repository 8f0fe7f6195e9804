using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace ParallelCore.Collections;

/// <summary>Makes the first handle of a shared value, and tells about handles that nobody disposed.</summary>
/// <remarks><b>Thread safety:</b> any thread at any time. <b>Blocking:</b> never.</remarks>
public static class RefCounted
{
    /// <summary>Raised for each handle that the garbage collector finds undisposed, which is a bug of whoever took it.</summary>
    /// <remarks>
    /// Handlers run on the finalizer thread, where they must neither block nor take long; exceptions that they throw are dropped, since there they would end
    /// the
    /// process. The reports come late, in any order, and not at all for what is still undisposed when the process ends. A handler added keeps its target alive.
    /// </remarks>
    /// <example><code>
    /// RefCounted.HandleLeaked += (_, leak) =&gt; Console.Error.WriteLine(leak);
    /// </code></example>
    public static event EventHandler<RefCountedLeakEventArgs>? HandleLeaked;

    /// <summary>Makes the first handle of a value that is disposed when its last handle is.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">The value, which from now on belongs to its handles: nobody else may dispose it.</param>
    /// <param name="callerFile">Where the handle is taken, for the report of a leak; the compiler fills it in.</param>
    /// <param name="callerLine">Where the handle is taken, for the report of a leak; the compiler fills it in.</param>
    /// <returns>The first handle.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    /// <remarks><b>Complexity:</b> O(1); allocates the handle and what all handles share.</remarks>
    public static RefCounted<T> Create<T>(T value, [CallerFilePath] string callerFile = "", [CallerLineNumber] int callerLine = 0)
        where T : class, IDisposable =>
        Create(value, static value => value.Dispose(), callerFile, callerLine);

    /// <summary>Makes the first handle of a value that is released, in a way of your own, when its last handle is disposed.</summary>
    /// <typeparam name="T">The type of the value; it need not be disposable.</typeparam>
    /// <param name="value">The value, which from now on belongs to its handles: nobody else may release it.</param>
    /// <param name="release">
    /// Releases the value; called at most once, by whoever disposes the last handle, under no lock. What it throws passes to that caller, and it isn't called
    /// again.
    /// </param>
    /// <param name="callerFile">Where the handle is taken, for the report of a leak; the compiler fills it in.</param>
    /// <param name="callerLine">Where the handle is taken, for the report of a leak; the compiler fills it in.</param>
    /// <returns>The first handle.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> or <paramref name="release"/> is null.</exception>
    /// <remarks><b>Complexity:</b> O(1); allocates the handle and what all handles share.</remarks>
    public static RefCounted<T> Create<T>(T value, Action<T> release, [CallerFilePath] string callerFile = "", [CallerLineNumber] int callerLine = 0)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(release);
        return new(new SharedValue<T>(value, release), callerFile, callerLine);
    }

    internal static void ReportLeak(Type valueType, string callerFile, int callerLine, bool wasLast)
    {
        try
        {
            HandleLeaked?.Invoke(null, new(valueType, callerFile, callerLine, wasLast));
        }
        catch
        {
            // The finalizer thread has nobody to tell.
        }
    }
}

/// <summary>Tells which handle of a shared value was never disposed.</summary>
/// <remarks><b>Thread safety:</b> immutable.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class RefCountedLeakEventArgs : EventArgs
{
    internal RefCountedLeakEventArgs(Type valueType, string filePath, int lineNumber, bool wasLast)
    {
        ValueType = valueType;
        FilePath = filePath;
        LineNumber = lineNumber;
        WasLast = wasLast;
    }

    /// <summary>The type argument of the handle.</summary>
    public Type ValueType { get; }

    /// <summary>The source file that took the handle.</summary>
    public string FilePath { get; }

    /// <summary>The line that took the handle, counted from 1.</summary>
    public int LineNumber { get; }

    /// <summary>Whether no other handle was left, so that the value goes undisposed.</summary>
    public bool WasLast { get; }

    /// <summary>The report as a sentence.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString()
    {
        string consequence = WasLast ? ", nor is the value, since it was the last" : "";
        return string.Create(CultureInfo.InvariantCulture, $"A handle of a shared {ValueType.Name}, taken at {FilePath}:{LineNumber}, was never disposed{consequence}.");
    }
}

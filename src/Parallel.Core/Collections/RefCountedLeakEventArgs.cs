using System.Diagnostics;
using System.Globalization;

namespace ParallelCore.Collections;

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

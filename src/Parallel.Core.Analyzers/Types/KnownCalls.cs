namespace ParallelCore.Analyzers.Types;

/// <summary>Methods that do something that their signature doesn't tell.</summary>
internal static class KnownCalls
{
    /// <summary>The parameter whose array or span a library method fills.</summary>
    public static bool Fills(IMethodSymbol method, IParameterSymbol parameter)
    {
        if (method.DeclaringSyntaxReferences.Length > 0 || !IsBuffer(parameter.Type))
        {
            return false;
        }

        string type = method.ContainingType.Name;
        switch (method.Name)
        {
            case "Sort" or "Reverse" or "Clear" or "Fill" or "Initialize" or "Shuffle" or "Resize" when type is "Array" or "MemoryExtensions" or "Random" or "RandomNumberGenerator" or "Span":
                return parameter.Ordinal == 0 || parameter.Name is "items" or "values";
            case "NextBytes" or "GetBytes" or "GetNonZeroBytes" or "GetItems" when parameter.Name is "buffer" or "data" or "bytes" or "destination":
                return true;
            case "Read" or "ReadAsync" or "ReadExactly" or "ReadExactlyAsync" or "ReadAtLeast" or "ReadBlock" or "ReadBlockAsync" or "Receive" or "ReceiveAsync":
                return parameter.Name is "buffer";
        }

        return parameter.Name is "destination" or "destinationArray" or "dst" or "dest" or "outputBuffer" or "utf8Destination"
            || (parameter.Name, method.Name) is ("chars", "GetChars" or "TryGetChars") or ("array", "CopyTo");
    }

    /// <summary>Where in an array a library method begins to fill it: the first number behind the array, unless it is a length or the value to fill it with. Null for a method that begins at the start.</summary>
    public static IParameterSymbol? PositionIn(IMethodSymbol method, IParameterSymbol buffer) =>
        method.Parameters.FirstOrDefault(parameter => parameter.Ordinal > buffer.Ordinal && parameter.RefKind == RefKind.None
            && parameter.OriginalDefinition.Type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 && parameter.Name is not ("value" or "length"));

    public static bool IsBuffer(ITypeSymbol type) => type is IArrayTypeSymbol || type.Name is "Span" or "Memory" or "Array";

    /// <summary>A call that waits for other work; null for one that doesn't.</summary>
    public static string? Waits(IMethodSymbol method)
    {
        string type = method.ContainingType.Name;
        string space = method.ContainingType.ContainingNamespace?.ToDisplayString() ?? "";
        bool isWait = (space, type, method.Name) switch
        {
            ("System.Threading.Tasks", "Task", "Wait" or "WaitAll" or "WaitAny" or "RunSynchronously") => true,
            ("System.Runtime.CompilerServices", _, "GetResult") => true,
            ("System.Threading", "Thread", "Sleep" or "Join") => true,
            ("System.Threading", "WaitHandle", "WaitOne" or "WaitAll" or "WaitAny" or "SignalAndWait") => true,
            ("System.Threading", "EventWaitHandle" or "AutoResetEvent" or "ManualResetEvent", "WaitOne") => true,
            ("System.Threading", "ManualResetEventSlim" or "CountdownEvent" or "SemaphoreSlim", "Wait") => true,
            ("System.Threading", "Semaphore", "WaitOne") => true,
            ("System.Threading", "Barrier", "SignalAndWait") => true,
            ("System.Threading", "SynchronizationContext", "Send") => true,
            ("System.Threading", "SpinWait", "SpinUntil") => true,
            ("System.Threading", "Monitor", "Wait") => true,
            ("System.Collections.Concurrent", "BlockingCollection", "Take" or "GetConsumingEnumerable") => true,
            ("System.Diagnostics", "Process", "WaitForExit") => true,
            ("System.Windows.Forms", "Control", "Invoke") => true,
            ("ParallelCore.Collections", "BlockingBuffer", "Get" or "GetAll" or "Join") => true,
            _ => type.Contains("Dispatcher") && method.Name is "Invoke" or "Send" && method.Name != "InvokeAsync",
        };
        return isWait ? type + "." + method.Name : null;
    }

    /// <summary>What is one for the whole process.</summary>
    public static bool ChangesProcess(IMethodSymbol method) =>
        (method.ContainingType.Name, method.Name) is ("Directory", "SetCurrentDirectory") or ("Environment", "SetEnvironmentVariable")
            or ("Console", "SetCursorPosition" or "SetOut" or "SetError" or "SetIn" or "ResetColor")
            or ("AppDomain", "SetData") or ("AppContext", "SetSwitch" or "SetData");

    /// <summary>Static classes whose <c>ref</c> parameters are accessed atomically.</summary>
    public static bool IsAtomic(IMethodSymbol method) =>
        method.ContainingType.Name is "Interlocked" or "Volatile" or "LazyInitializer" or "ImmutableInterlocked" or "InterlockedEx";

    /// <summary>Calls that make one reference of another.</summary>
    public static bool MovesReference(IMethodSymbol method) =>
        method is { Name: "Add" or "AddByteOffset" or "As" or "Subtract" or "SubtractByteOffset" or "AreSame" or "ByteOffset" or "IsNullRef" or "IsAddressGreaterThan" or "IsAddressLessThan", ContainingType: { Name: "Unsafe", ContainingNamespace.Name: "CompilerServices" } };

    /// <summary>Calls that only look at what they are given.</summary>
    public static bool OnlyLooks(IMethodSymbol method) =>
        method.Name is "ThrowIfNull" or "ReferenceEquals" or "Synchronized" or "KeepAlive" or "SuppressFinalize" or "Equals" or "ConfigureAwait" or "WithCancellation" or "IsNullOrEmpty" or "LeaveOpen" or "AsReadOnly"
        || method.Name.StartsWith("ThrowIf", StringComparison.Ordinal) || method.ContainingType.Name is "Debug" or "Assert" or "GC" or "Monitor" or "Console" or "Volatile" or "Interlocked" or "Task";
}

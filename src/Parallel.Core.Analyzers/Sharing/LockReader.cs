using ParallelCore.Analyzers.Bodies;

namespace ParallelCore.Analyzers.Sharing;

/// <summary>Recognises what takes and releases a lock, and whether that holds other iterations off.</summary>
internal sealed class LockReader(Origins origins, CodeOfMethods code)
{
    /// <summary>The lock on an object.</summary>
    public HeldLock Of(IOperation target, Frame frame, bool readsOnly = false)
    {
        Origin origin = origins.Of(target, frame);
        LockKind kind = origin.Kind switch
        {
            OriginKind.Shared when origin.IsElement => LockKind.Keyed,
            OriginKind.Fresh or OriginKind.Thread or OriginKind.Copy => LockKind.Useless,
            OriginKind.Own => IsPerIndex(target, frame) ? LockKind.Keyed : LockKind.Useless,
            _ => readsOnly ? LockKind.Read : LockKind.Full,
        };
        string identity = origin.Kind == OriginKind.Shared && !origin.IsElement ? origin.Place.GetHashCode() + ":" + origin.Place.Name : "?";
        return new HeldLock(kind, identity, target);
    }

    /// <summary>The lock that a call takes; null if it takes none.</summary>
    public HeldLock? Taken(IInvocationOperation call, Frame frame)
    {
        IMethodSymbol method = call.TargetMethod;
        switch (method.ContainingType?.Name, method.Name)
        {
            case ("Monitor", "Enter" or "TryEnter"):
                return Of(call.Arguments[0].Value, frame);
            case ("Mutex", "WaitOne"):
            case ("WaitHandle", "WaitOne") when call.Instance?.Type?.Name == "Mutex":
            case ("SpinLock" or "Lock" or "SerialGate", "Enter" or "TryEnter" or "EnterScope"):
            case ("ReaderWriterLockSlim", "EnterWriteLock" or "TryEnterWriteLock"):
            case ("ReaderWriterLock", "AcquireWriterLock" or "UpgradeToWriterLock"):
                return Of(call.Instance!, frame);
            case ("ReaderWriterLockSlim", "EnterReadLock" or "TryEnterReadLock" or "EnterUpgradeableReadLock"):
            case ("ReaderWriterLock", "AcquireReaderLock"):
                return Of(call.Instance!, frame, readsOnly: true);
            case ("SemaphoreSlim", "Wait" or "WaitAsync") when AdmitsOne(call.Instance):
            case ("WaitHandle", "WaitOne") when call.Instance?.Type?.Name == "Semaphore" && AdmitsOne(call.Instance):
                return Of(call.Instance!, frame);
            case (_, "Lock" or "LockAsync" or "AcquireAsync" or "Acquire" or "EnterAsync" or "WriteLock" or "WriterLock" or "WriterLockAsync" or "EnterScope" or "EnterWrite") when call.Instance is not null:
                return Of(call.Instance, frame);
            case (_, "EnterRead" or "ReadLock" or "ReaderLock") when call.Instance is not null:
                return Of(call.Instance, frame, readsOnly: true);
            default:
                return null;
        }
    }

    /// <summary>The object whose lock a call releases; null if it releases none.</summary>
    public static IOperation? Released(IInvocationOperation call) =>
        (call.TargetMethod.ContainingType?.Name, call.TargetMethod.Name) switch
        {
            ("Monitor", "Exit") => call.Arguments[0].Value,
            ("Mutex", "ReleaseMutex") => call.Instance,
            ("SpinLock" or "Lock", "Exit") => call.Instance,
            ("ReaderWriterLockSlim", "ExitWriteLock" or "ExitReadLock" or "ExitUpgradeableReadLock") => call.Instance,
            ("ReaderWriterLock", "ReleaseWriterLock" or "ReleaseReaderLock" or "ReleaseLock") => call.Instance,
            ("SemaphoreSlim" or "Semaphore", "Release") => call.Instance,
            _ => null,
        };

    /// <summary>A method of ours that runs its delegate under the receiver's own lock.</summary>
    public static bool RunsLocked(IMethodSymbol method) =>
        method.ContainingNamespace?.ToDisplayString() == "ParallelCore.Collections"
        && method.ContainingType.Name != "WorkerLocal"
        && method.Name is "Run" or "RunAsync" or "Update" or "Read" or "Write" or "With" or "UpdateAsync" or "Use" or "Lock";

    /// <summary>A loop that spins until an atomic exchange succeeds: a lock by hand.</summary>
    public static IOperation? SpunFor(IWhileLoopOperation loop)
    {
        if (loop.Condition is null || loop.Body.DescendantsAndSelf().Any(static operation => operation is IAssignmentOperation or IIncrementOrDecrementOperation))
        {
            return null;
        }

        foreach (IOperation operation in loop.Condition.DescendantsAndSelf())
        {
            if (operation is IInvocationOperation { TargetMethod: { Name: "CompareExchange" or "Exchange", ContainingType.Name: "Interlocked" } } exchange && exchange.Arguments[1].Value.ConstantValue.HasValue)
            {
                return exchange.Arguments[0].Value;
            }
        }

        return null;
    }

    /// <summary>A semaphore with a single permit, or one that is not seen being made with more.</summary>
    private bool AdmitsOne(IOperation? semaphore)
    {
        ISymbol? symbol = semaphore switch
        {
            ILocalReferenceOperation local => local.Local,
            IFieldReferenceOperation field => field.Field,
            _ => null,
        };
        return symbol is null || code.InitialValueOf(symbol) is not { } value
            || EntryPoints.Unwrap(value) is not IObjectCreationOperation { Arguments: { Length: > 0 } arguments }
            || arguments[0].Value.ConstantValue is { HasValue: true, Value: 1 };
    }

    /// <summary><c>locks[i]</c>: an object of its own for each index, which protects the elements of that index.</summary>
    private static bool IsPerIndex(IOperation target, Frame frame)
    {
        IOperation value = EntryPoints.Unwrap(target);
        if (value is ILocalReferenceOperation local && frame.Declaring(local.Local) is { } declaring && declaring.Facts.OnlyValueOf(local.Local) is { } only)
        {
            value = EntryPoints.Unwrap(only);
        }

        return value is IArrayElementReferenceOperation or IPropertyReferenceOperation { Arguments.Length: > 0 } or IInvocationOperation;
    }
}

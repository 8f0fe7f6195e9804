using ParallelCore.Analyzers.Bodies;
using ParallelCore.Analyzers.Sharing;
using ParallelCore.Analyzers.Types;

namespace ParallelCore.Analyzers.Rules;

/// <summary>Variables, fields and properties that are written by several iterations: PC1001, and PC1006 or PC2007 where they are initialised on demand.</summary>
internal static class SharedVariables
{
    public static void Check(Reporter reporter, List<BodyReading> readings, Guards guards)
    {
        foreach (IGrouping<Place, Access> place in readings.SelectMany(static reading => reading.Accesses).Where(static access => !access.IsElement && !access.IsNested).GroupBy(static access => access.Place))
        {
            Check(reporter, [.. place], readings, guards);
        }
    }

    private static void Check(Reporter reporter, List<Access> accesses, List<BodyReading> readings, Guards guards)
    {
        List<Access> writes = [.. accesses.Where(static access => access.Kind is AccessKind.Write or AccessKind.Update)];
        if (writes.Count == 0 || writes.All(static write => write.IsCovered))
        {
            return;
        }

        bool isInitialised = writes.Any(write => (LazyTests.Tests(write, write.Place) && !guards.KeepsBest(write)) || LazyTests.IsCoalesced(write));
        if (isInitialised)
        {
            CheckInitialisation(reporter, writes, readings);
            return;
        }

        if (AllStoreTheSame(writes) && !accesses.Any(Counts))
        {
            return;
        }

        foreach (Access write in writes)
        {
            // A store through an index that data hold: they may hold each once.
            if (write.IsCovered || (write.IsByData && write.Kind == AccessKind.Write) || !Conflicts(write, accesses, guards) || LazyTests.IsPartOfInitialisation(write, readings))
            {
                continue;
            }

            string verb = write.Kind == AccessKind.Update ? "changed" : "assigned";
            reporter.Report(Descriptors.CapturedWrite, write, KindOf(write), accesses, write.Place.Name, verb, Via(write));
        }
    }

    /// <summary>Whether another iteration, or another branch, may access the place at the same time.</summary>
    public static bool Conflicts(Access change, List<Access> accesses, Guards guards)
    {
        if (change.Branch >= 0)
        {
            return accesses.Any(other => other.Kind != AccessKind.SafeRead && Access.MayOverlap(change, other));
        }

        return guards.KeyOf(change) is not { } key || accesses.Any(other => guards.KeyOf(other) != key && other.Kind is not AccessKind.SafeRead && !IsTestOf(other, change));
    }

    public static string Via(Access access) =>
        access.Call is IInvocationOperation call ? $" (in {call.TargetMethod.Name})" : access.Frame.Body.IsElsewhere ? $" (in {access.Frame.Body.Method.Name})" : "";

    public static string KindOf(Access access) =>
        access.Operation switch
        {
            IIncrementOrDecrementOperation { Kind: OperationKind.Increment } => "Increment",
            IIncrementOrDecrementOperation => "Decrement",
            ICompoundAssignmentOperation compound => compound.OperatorKind.ToString(),
            ICoalesceAssignmentOperation => "Coalesce",
            IArgumentOperation => "Reference",
            _ => "Assign",
        };

    /// <summary>All put the same constant there: whoever comes last changes nothing.</summary>
    public static bool AllStoreTheSame(List<Access> writes)
    {
        object? first = null;
        foreach (Access write in writes)
        {
            if (write.Kind != AccessKind.Write || write.Operation is not ISimpleAssignmentOperation || write.Value?.ConstantValue is not { HasValue: true, Value: { } value } || (first is not null && !first.Equals(value)))
            {
                return false;
            }

            first = value;
        }

        return true;
    }

    /// <summary>An atomic operation whose effect a plain store undoes, whatever it stores.</summary>
    private static bool Counts(Access access) => access.Kind == AccessKind.SafeWrite && access.Member is "Increment" or "Decrement" or "Add" or "And" or "Or";

    private static bool IsTestOf(Access read, Access write) =>
        read.Kind == AccessKind.Read && write.Guards.Any(guard => guard.Condition.Syntax.SyntaxTree == read.Operation.Syntax.SyntaxTree && guard.Condition.Syntax.Span.Contains(read.Operation.Syntax.Span));

    private static void CheckInitialisation(Reporter reporter, List<Access> writes, List<BodyReading> readings)
    {
        foreach (Access write in writes)
        {
            if (write.IsCovered)
            {
                continue;
            }

            bool isFlag = write.Value?.ConstantValue is { HasValue: true, Value: not null };
            if (isFlag && !LazyTests.GuardsMore(write, readings))
            {
                continue;
            }

            ITypeSymbol? type = write.Value is null ? null : EntryPoints.Unwrap(write.Value).Type;
            bool isMutable = type is IArrayTypeSymbol || UnsafeTypes.Of(type) is Safety.Readers or Safety.Nobody;
            bool isWrong = isFlag || isMutable || write.Place.Root is ILocalSymbol or IParameterSymbol && type?.IsReferenceType != true || type?.IsValueType == true;
            reporter.Report(isWrong ? Descriptors.LazyInit : Descriptors.LazyInitTwice, write, "Lazy", null, write.Place.Name, Via(write));
        }
    }
}

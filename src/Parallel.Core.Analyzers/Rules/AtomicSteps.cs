using ParallelCore.Analyzers.Bodies;
using ParallelCore.Analyzers.Sharing;

namespace ParallelCore.Analyzers.Rules;

/// <summary>Two steps on an object made for being shared, the second of which relies on the first: PC1004.</summary>
internal static class AtomicSteps
{
    public static void Check(Reporter reporter, List<BodyReading> readings)
    {
        foreach (IGrouping<Place, Access> place in readings.SelectMany(static reading => reading.Accesses).Where(static access => !access.IsNested).GroupBy(static access => access.Place))
        {
            List<Access> accesses = [.. place];
            bool comparesAndSwaps = accesses.Any(static access => access.Kind == AccessKind.SafeWrite && access.Member is "CompareExchange" or "TryUpdate" or "TryCompareExchange");
            foreach (Access act in accesses)
            {
                if (act.Kind != AccessKind.SafeWrite || act.IsCovered || (IsGuarded(act) ? DecidesItself(act) : IsCompare(act.Member)))
                {
                    continue;
                }

                if (act.IsPair)
                {
                    Report(reporter, act, accesses, "reading it", $"setting {act.Member}");
                }
                else if (!comparesAndSwaps && CheckOf(act, accesses) is { } check)
                {
                    Report(reporter, act, [check], check.Member ?? "reading it", act.Member ?? "setting it");
                }
            }
        }
    }

    private static void Report(Reporter reporter, Access act, List<Access> others, string first, string second) =>
        reporter.Report(Descriptors.CheckThenAct, act, act.Type?.Name + "." + act.Member, others, act.Place.Name, first, second);

    private static bool IsGuarded(Access act) => act.Type?.Name is "Guarded" or "ReadWriteGuarded";

    /// <summary>What changes guarded data looks at them once more, or puts a constant there: what was read before is a shortcut.</summary>
    private static bool DecidesItself(Access act) =>
        act.Operation is not IInvocationOperation call
        || call.Arguments.Select(static argument => EntryPoints.Unwrap(argument.Value)).OfType<IAnonymousFunctionOperation>().FirstOrDefault() is not { } body
        || body.Body.Descendants().Any(static part => part is IConditionalOperation or ISwitchOperation or ISwitchExpressionOperation or ICoalesceOperation or ICoalesceAssignmentOperation or IConditionalAccessOperation
            || part is IInvocationOperation { TargetMethod.Name: "Min" or "Max" or "TryAdd" or "Remove" or "Union" } || part is ISimpleAssignmentOperation { Value.ConstantValue.HasValue: true });

    private static bool IsCompare(string? member) =>
        member is "CompareExchange" or "TryUpdate" or "TryCompareExchange" or "EnsureInitialized" or "Update" or "AddOrUpdate" or "TryRemoveIf";

    private static Access? CheckOf(Access act, List<Access> accesses)
    {
        bool isConstant = act.Value is IInvocationOperation { TargetMethod.ContainingType.Name: "Volatile" or "Interlocked" } call && call.Arguments.Skip(1).All(static argument => argument.Value.ConstantValue.HasValue)
            && act.Member is "Write" or "Exchange";
        foreach (Access check in accesses.OrderBy(static access => access.Kind == AccessKind.SafeRead ? 0 : 1))
        {
            if (check.Kind is not (AccessKind.SafeRead or AccessKind.Read) || check.IsCovered || isConstant)
            {
                continue;
            }

            if (act.Value is { } value && check.Kind == AccessKind.SafeRead && FlowsInto(check, value, act))
            {
                return check;
            }

            if (Tests(check, act) && Matters(check, act))
            {
                return check;
            }
        }

        return null;
    }

    /// <summary>Whether what was read is part of what is written.</summary>
    private static bool FlowsInto(Access check, IOperation value, Access act)
    {
        IEnumerable<IOperation> parts = value is not IInvocationOperation call || value != act.Operation ? value.DescendantsAndSelf()
            : IsGuarded(act) ? Replacements(call) : call.Arguments.SelectMany(static argument => argument.Descendants());
        foreach (IOperation part in parts)
        {
            if (part == check.Operation)
            {
                return true;
            }

            if (part is not ILocalReferenceOperation local || check.Frame.Declaring(local.Local) is not { } declaring)
            {
                continue;
            }

            IReadOnlyList<ValueSource> sources = declaring.Facts.ValuesOf(local.Local);
            bool isComputed = sources.Any(source => source.Kind == ValueKind.Value && !Contains(source.Operation, check.Operation) && !source.Operation.DescendantsAndSelf().Any(inner => inner is ILocalReferenceOperation same && SymbolEqualityComparer.Default.Equals(same.Local, local.Local)) && !source.Operation.ConstantValue.HasValue);
            if (!isComputed && sources.Any(source => Contains(source.Operation, check.Operation) || (source.Kind == ValueKind.Out && Contains(check.Operation, source.Operation))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What guarded data are replaced by.</summary>
    private static IEnumerable<IOperation> Replacements(IInvocationOperation update) =>
        update.Arguments.SelectMany(static argument => argument.Descendants()).OfType<ISimpleAssignmentOperation>()
            .Where(static assignment => assignment.Target is IParameterReferenceOperation).SelectMany(static assignment => assignment.Value.DescendantsAndSelf());

    private static bool Tests(Access check, Access act) => act.Guards.Any(guard => Reads(guard.Condition, guard.Frame, check));

    /// <summary>Whether a condition asks for what was read, directly or through a local.</summary>
    private static bool Reads(IOperation condition, Frame frame, Access check) =>
        Contains(condition, check.Operation)
        || condition.DescendantsAndSelf().Any(part => part is ILocalReferenceOperation local && frame.Declaring(local.Local) is { } declaring && declaring.Facts.OnlyValueOf(local.Local) is { } value && Contains(value, check.Operation));

    /// <summary>Whether the act goes wrong when the check no longer holds. What says whether it succeeded copes by itself, and a value looked up and then stored is at most computed twice.</summary>
    private static bool Matters(Access check, Access act)
    {
        string member = act.Member ?? "";
        if (member is "Write" or "Exchange")
        {
            return Keeps(check, act);
        }

        if (member.StartsWith("Try", StringComparison.Ordinal) || member is "GetOrAdd" or "Clear" or "Decrement" || check.Member is "TryGetValue" or "TryPeek" or "IsCompleted" or "IsAddingCompleted")
        {
            return false;
        }

        return member switch
        {
            "this[]" => check.Member is "ContainsKey" or "Contains",
            _ => true,
        };
    }

    /// <summary>What is stored was compared with what it replaces, to keep the larger or the smaller: a larger one that came in between is lost.</summary>
    private static bool Keeps(Access check, Access act)
    {
        if (act.Operation is not IInvocationOperation { Arguments: { Length: > 0 } arguments })
        {
            return false;
        }

        SyntaxNode stored = EntryPoints.Unwrap(arguments[arguments.Length - 1].Value).Syntax;
        return Guards.Comparisons(act).Any(one => IsPair(one.Comparison.LeftOperand, one.Comparison.RightOperand, one.Frame) || IsPair(one.Comparison.RightOperand, one.Comparison.LeftOperand, one.Frame));

        bool IsPair(IOperation value, IOperation replaced, Frame frame) => EntryPoints.Unwrap(value).Syntax.IsEquivalentTo(stored, topLevel: false) && Reads(replaced, frame, check);
    }

    private static bool Contains(IOperation whole, IOperation part) => whole.Syntax.SyntaxTree == part.Syntax.SyntaxTree && whole.Syntax.Span.Contains(part.Syntax.Span);
}

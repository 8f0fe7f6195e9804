using ParallelCore.Analyzers.Bodies;
using ParallelCore.Analyzers.Sharing;

namespace ParallelCore.Analyzers.Rules;

/// <summary>What the conditions around an access say about who gets there.</summary>
internal sealed class Guards(Origins origins)
{
    private const int Deepest = 100;

    /// <summary>The same for accesses that only one iteration makes; null for an access that many make.</summary>
    public string? KeyOf(Access access)
    {
        foreach (Guard guard in access.Guards)
        {
            if (KeyOf(guard.Condition, guard.IsTrue, guard.Frame) is { } key)
            {
                return key;
            }
        }

        return null;
    }

    /// <summary>A condition compares something with the iteration: <c>owner[j] == i</c> picks what is this iteration's own.</summary>
    public bool PicksOwn(Access access)
    {
        foreach (Guard guard in access.Guards)
        {
            if (PicksOwn(guard.Condition, guard.IsTrue, guard.Frame, 0))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A condition compares the place with something, and what is then stored there is the iteration's own, and not made for it: <c>best is null || item.Score > best.Score</c> looks for the best, though it also asks whether there is one.</summary>
    public bool KeepsBest(Access write) =>
        write.Value is { } value && IsOfIteration(value, write.Frame) && Comparisons(write).Any(one => one.Comparison.Descendants().Any(part => LazyTests.Is(part, write.Place)));

    /// <summary>The comparisons by size that decide whether an access is made.</summary>
    public static IEnumerable<(IBinaryOperation Comparison, Frame Frame)> Comparisons(Access access)
    {
        foreach (Guard guard in access.Guards)
        {
            foreach (IOperation part in guard.Condition.DescendantsAndSelf())
            {
                if (part is IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual } comparison)
                {
                    yield return (comparison, guard.Frame);
                }
            }
        }
    }

    /// <summary>What differs from the iteration, as <c>j != i</c> does, is the others'.</summary>
    private bool PicksOwn(IOperation condition, bool isTrue, Frame frame, int depth)
    {
        switch (condition)
        {
            case { } when depth >= Deepest:
                return true;
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return PicksOwn(not.Operand, !isTrue, frame, depth + 1);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison:
                return comparison.OperatorKind == BinaryOperatorKind.Equals == isTrue && (DependsOnIteration(comparison.LeftOperand, frame) || DependsOnIteration(comparison.RightOperand, frame));
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both:
                return PicksOwn(both.LeftOperand, isTrue, frame, depth + 1) || PicksOwn(both.RightOperand, isTrue, frame, depth + 1);
            default:
                // In an argument or a lambda, which way round it counts isn't followed.
                return condition.Descendants().Any(part => part is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } inner && (DependsOnIteration(inner.LeftOperand, frame) || DependsOnIteration(inner.RightOperand, frame)));
        }
    }

    /// <summary>A condition selects some iterations by a remainder, so that a quotient may be unique among them.</summary>
    public static bool SelectsByRemainder(Access access) =>
        access.Guards.Any(static guard => guard.Condition.DescendantsAndSelf().Any(static part => part is IBinaryOperation { OperatorKind: BinaryOperatorKind.Remainder or BinaryOperatorKind.And }));

    /// <summary>A value that the iteration was handed, or computed from that: not one that it makes, nor what a method returns to whoever asks.</summary>
    private bool IsOfIteration(IOperation value, Frame frame) =>
        origins.Of(value, frame).Kind switch
        {
            OriginKind.Own => true,
            OriginKind.Fresh => false,
            _ => (origins.Indices.Read(value, frame).Parts & (IndexParts.Iteration | IndexParts.Data | IndexParts.Identity)) != 0,
        };

    private bool DependsOnIteration(IOperation operation, Frame frame) =>
        !operation.ConstantValue.HasValue && (origins.Indices.Read(operation, frame).DependsOnIteration || origins.Of(operation, frame).Kind == OriginKind.Own);

    private string? KeyOf(IOperation condition, bool isTrue, Frame frame)
    {
        condition = EntryPoints.Unwrap(condition);
        switch (condition)
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return KeyOf(not.Operand, !isTrue, frame);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both when isTrue:
                return KeyOf(both.LeftOperand, true, frame) ?? KeyOf(both.RightOperand, true, frame);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either when !isTrue:
                return KeyOf(either.LeftOperand, false, frame) ?? KeyOf(either.RightOperand, false, frame);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison when comparison.OperatorKind == BinaryOperatorKind.Equals == isTrue:
                return KeyOf(comparison.LeftOperand, comparison.RightOperand, frame) ?? KeyOf(comparison.RightOperand, comparison.LeftOperand, frame);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual } comparison:
                return KeyOfEnd(comparison, isTrue, frame);
            case IIsPatternOperation { Pattern: IConstantPatternOperation { Value: { } value } } pattern when isTrue:
                return KeyOf(pattern.Value, value, frame);
            case ISingleValueCaseClauseOperation { Parent.Parent: ISwitchOperation choice } clause:
                return KeyOf(choice.Value, clause.Value, frame);
            case ILocalReferenceOperation local when frame.Declaring(local.Local) is { } declaring && declaring.Facts.OnlyValueOf(local.Local) is { } only:
                return KeyOf(only, isTrue, declaring);
            case IInvocationOperation call when WinsOnce(call) is { } winsWhen && winsWhen == isTrue:
                return "winner " + call.Syntax;
            default:
                return null;
        }
    }

    private string? KeyOf(IOperation own, IOperation other, Frame frame)
    {
        if (EntryPoints.Unwrap(own) is IInvocationOperation { TargetMethod: { ContainingType.Name: "Interlocked", Name: "Exchange" or "CompareExchange" } } call)
        {
            return "winner " + call.Syntax;
        }

        IndexForm form = origins.Indices.Read(own, frame);
        IndexForm value = origins.Indices.Read(other, frame);
        return form.Class == IndexClass.Own && value.Class == IndexClass.Independent && (value.Parts & IndexParts.Inner) == 0
            ? own.Syntax + " is " + other.Syntax
            : null;
    }

    /// <summary>The first iteration or the last: what is left of the loop's range on one side of a number is one index.</summary>
    private string? KeyOfEnd(IBinaryOperation comparison, bool isTrue, Frame frame)
    {
        IndexForm left = origins.Indices.Read(comparison.LeftOperand, frame), right = origins.Indices.Read(comparison.RightOperand, frame);
        bool isOnLeft = left.Class == IndexClass.Own;
        (IndexForm own, IndexForm other) = isOnLeft ? (left, right) : (right, left);
        if (own.Class != IndexClass.Own || other.Class != IndexClass.Independent || own.Split() is not { Factor: { IsConstant: true, Constant: 1 } } split)
        {
            return null;
        }

        bool isLess = comparison.OperatorKind is BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual;
        bool isBelow = isLess == isOnLeft == isTrue;
        bool isStrict = comparison.OperatorKind is BinaryOperatorKind.LessThan or BinaryOperatorKind.GreaterThan;
        long step = isStrict == isTrue ? isBelow ? -1 : 1 : 0;
        IndexForm limit = other.Plus(split.Base, -1).Plus(IndexForm.Of(step));
        IOperation? bound = BoundOf(frame.Body, isBelow ? "from" : "to");
        if (bound is null)
        {
            return null;
        }

        IndexForm end = origins.Indices.Read(bound, frame.OfBody).Plus(IndexForm.Of(isBelow ? 0 : -1));
        IndexForm rest = end.Plus(limit, -1);
        return rest.SameTerms(IndexForm.Of(0)) && rest.Constant == 0
            ? (isOnLeft ? comparison.LeftOperand : comparison.RightOperand).Syntax + " is " + (limit.IsConstant ? limit.Constant.ToString(System.Globalization.CultureInfo.InvariantCulture) : isBelow ? "first" : "last")
            : null;
    }

    /// <summary>Where the range of a loop begins or ends; null for a call that has none.</summary>
    private static IOperation? BoundOf(ParallelBody body, string name) =>
        body.Call.Invocation.Arguments.FirstOrDefault(argument => argument.Parameter?.Name is { } parameter && (parameter == name || parameter == name + (name == "from" ? "Inclusive" : "Exclusive")))?.Value;

    /// <summary>Whether a call answers one caller differently from all others, and with what.</summary>
    private static bool? WinsOnce(IInvocationOperation call) =>
        (call.TargetMethod.ContainingType.Name, call.TargetMethod.Name) switch
        {
            ("AtomicBoolean", "TrySet" or "TryReset" or "TryCompareExchange") => true,
            ("Interlocked", "Exchange") => false,
            _ => null,
        };
}

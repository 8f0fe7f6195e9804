using ParallelCore.Analyzers.Bodies;
using ParallelCore.Analyzers.Sharing;

namespace ParallelCore.Analyzers.Rules;

/// <summary>Recognises "if it isn't there yet, make it".</summary>
internal static class LazyTests
{
    /// <summary>Whether a condition around the access asks if the place has been set.</summary>
    public static bool Tests(Access access, Place place) => access.Guards.Any(guard => Asks(guard, place));

    /// <summary><c>place ??= value</c>, or <c>place = place ?? value</c>.</summary>
    public static bool IsCoalesced(Access write) =>
        write.Operation is ICoalesceAssignmentOperation || (write.Operation is ISimpleAssignmentOperation { Value: var value } && EntryPoints.Unwrap(value) is ICoalesceOperation { Value: var first } && Is(first, write.Place));

    /// <summary>Whether the block that sets a flag does something else as well, which the flag announces.</summary>
    public static bool GuardsMore(Access flag, List<BodyReading> readings)
    {
        Guard guard = flag.Guards.FirstOrDefault(guard => Asks(guard, flag.Place));
        if (guard.Condition is null || flag.Guards[flag.Guards.Length - 1].Condition != guard.Condition)
        {
            // Set for another reason, like a flag that says to stop.
            return false;
        }

        bool writesMore = readings.SelectMany(static reading => reading.Accesses)
            .Any(other => !other.Place.Equals(flag.Place) && (other.Changes || other.Kind == AccessKind.SafeWrite) && other.Guards.Any(its => its.Condition == guard.Condition && its.IsTrue == guard.IsTrue));
        return writesMore || (guard.Condition.Parent is IConditionalOperation { WhenTrue: IBlockOperation { Operations: { Length: > 1 } statements } }
            && statements.Any(statement => statement is IExpressionStatementOperation { Operation: IInvocationOperation }));
    }

    /// <summary>Whether a write only happens together with the initialisation that a flag announces, and is reported with it.</summary>
    public static bool IsPartOfInitialisation(Access write, List<BodyReading> readings)
    {
        foreach (BodyReading reading in readings)
        {
            foreach (Access flag in reading.Accesses)
            {
                if (flag.Kind == AccessKind.Write && !flag.IsCovered && !flag.Place.Equals(write.Place) && flag.Value?.ConstantValue.HasValue == true
                    && Tests(flag, flag.Place) && Tests(write, flag.Place))
                {
                    return flag.Call is not null && flag.Call == write.Call;
                }
            }
        }

        return false;
    }

    private static bool Asks(Guard guard, Place place) => guard.Condition is not null && Asks(guard.Condition, guard.IsTrue, place);

    private static bool Asks(IOperation condition, bool isTrue, Place place)
    {
        condition = EntryPoints.Unwrap(condition);
        switch (condition)
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return Asks(not.Operand, !isTrue, place);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both:
                return Asks(both.LeftOperand, isTrue, place) || Asks(both.RightOperand, isTrue, place);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison when comparison.OperatorKind == BinaryOperatorKind.Equals == isTrue:
                return (Is(comparison.LeftOperand, place) && IsNothing(comparison.RightOperand)) || (Is(comparison.RightOperand, place) && IsNothing(comparison.LeftOperand));
            case IIsPatternOperation pattern:
                return Is(pattern.Value, place);
            case IInvocationOperation { TargetMethod.Name: "IsNullOrEmpty", Arguments: { Length: > 0 } arguments } when isTrue:
                return Is(arguments[0].Value, place);
            default:
                return !isTrue && condition.Type?.SpecialType == SpecialType.System_Boolean && Is(condition, place);
        }
    }

    /// <summary>Whether an operation reads the place, as far as its last member tells.</summary>
    public static bool Is(IOperation operation, Place place) =>
        EntryPoints.Unwrap(operation) switch
        {
            ILocalReferenceOperation local => place.Path.Length == 0 && SymbolEqualityComparer.Default.Equals(local.Local, place.Root),
            IParameterReferenceOperation parameter => place.Path.Length == 0 && SymbolEqualityComparer.Default.Equals(parameter.Parameter, place.Root),
            IFieldReferenceOperation { Field.IsStatic: true } field => SymbolEqualityComparer.Default.Equals(field.Field, place.Root),
            IFieldReferenceOperation field => place.Path.EndsWith("." + field.Field.Name, StringComparison.Ordinal),
            IPropertyReferenceOperation property => place.Path.EndsWith("." + property.Property.Name, StringComparison.Ordinal),
            _ => false,
        };

    private static bool IsNothing(IOperation operation) =>
        operation is IDefaultValueOperation || (operation.ConstantValue.HasValue && operation.ConstantValue.Value is null or 0 or -1 or false) || EntryPoints.Unwrap(operation).ConstantValue is { HasValue: true, Value: null or 0 or -1 or false };
}

using ParallelCore.Analyzers.Loops;

namespace ParallelCore.Analyzers.Recursions;

/// <content>Expressions: what they are, what they touch, and what is known when they are true.</content>
internal sealed partial class PartReader
{
    // Bounds are below 2^30 by this much: what is no further from one of them can be added to another without overflow.
    private const long Near = 1 << 16;

    private IntegerSum? ValueOf(IOperation operation)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (_isRefused || _zone is null)
        {
            return null;
        }

        if (operation is { ConstantValue: { HasValue: true, Value: int constant } })
        {
            return constant is > -(int)Near and < (int)Near ? IntegerSum.Of(0, constant) : null;
        }

        switch (operation)
        {
            case ILiteralOperation or IDefaultValueOperation or ISizeOfOperation or IInstanceReferenceOperation:
                return null;
            case IParenthesizedOperation { Operand: var inner }:
                return ValueOf(inner);
            case ILocalReferenceOperation or IParameterReferenceOperation:
                if (operation.Type is IArrayTypeSymbol or null or { TypeKind: TypeKind.Pointer or TypeKind.Dynamic })
                {
                    // A second name for an array.
                    Refuse();
                }

                return VariableOf(operation) is { } variable ? IntegerSum.Of(variable) : null;
            case IArrayElementReferenceOperation element:
                Touch(element);
                return null;
            case IFieldReferenceOperation field:
                ReadField(field);
                return null;
            case IPropertyReferenceOperation property:
                ReadProperty(property);
                return null;
            case IConversionOperation conversion:
                if ((conversion.OperatorMethod is { } converts && !PureCalls.Contains(converts)) || conversion.Type?.TypeKind is null or TypeKind.Dynamic or TypeKind.Pointer)
                {
                    Refuse();
                }

                IntegerSum? converted = ValueOf(conversion.Operand);
                return conversion.Type?.SpecialType == SpecialType.System_Int32 && conversion.Operand.Type?.SpecialType == SpecialType.System_Int32 ? converted : null;
            case IUnaryOperation unary when IsPlain(unary.OperatorMethod, unary.Type):
                ValueOf(unary.Operand);
                return null;
            case IBinaryOperation { OperatorKind: not (BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr) } binary when IsPlain(binary.OperatorMethod, binary.Type):
                return Combine(binary);
            case IBinaryOperation { OperatorMethod: null, OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr }:
                (Zone? whenTrue, Zone? whenFalse) = Test(operation);
                _zone = Zone.Join(whenTrue, whenFalse);
                return null;
            case IConditionalOperation { WhenFalse: { } otherwise } choice:
                (_zone, Zone? second) = Test(choice.Condition);
                ValueOf(choice.WhenTrue);
                (_zone, second) = (second, _zone);
                ValueOf(otherwise);
                _zone = Zone.Join(_zone, second);
                return null;
            case ISimpleAssignmentOperation { IsRef: false } assignment:
                return Assign(assignment.Target, assignment.Value);
            case ICompoundAssignmentOperation compound when IsPlain(compound.OperatorMethod, compound.Type):
                return Change(compound);
            case IIncrementOrDecrementOperation { OperatorMethod: null } step:
                return Step(step);
            case IDeconstructionAssignmentOperation { Target: ITupleOperation targets, Value: ITupleOperation values }:
                targets.Elements.ToList().ForEach(Reach);
                values.Elements.ToList().ForEach(value => ValueOf(value));
                targets.Elements.ToList().ForEach(target => Overwrite(target, null));
                return null;
            case IInvocationOperation call:
                return Call(call);
            case IArrayCreationOperation { Initializer: null } array:
                array.DimensionSizes.ToList().ForEach(size => ValueOf(size));
                return null;
            default:
                Refuse();
                return null;
        }
    }

    private static bool IsPlain(IMethodSymbol? method, ITypeSymbol? type) =>
        (method is null || PureCalls.Contains(method)) && type is { SpecialType: not SpecialType.System_String, TypeKind: not (TypeKind.Dynamic or TypeKind.Delegate or TypeKind.Pointer) };

    /// <summary>The ways on from a condition: where it is true, and where it isn't.</summary>
    private (Zone? WhenTrue, Zone? WhenFalse) Test(IOperation condition)
    {
        switch (condition)
        {
            case IParenthesizedOperation { Operand: var inner }:
                return Test(inner);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null } not:
                (Zone? isTrue, Zone? isFalse) = Test(not.Operand);
                return (isFalse, isTrue);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd, OperatorMethod: null } both:
                (_zone, Zone? firstFails) = Test(both.LeftOperand);
                (Zone? bothHold, Zone? secondFails) = Test(both.RightOperand);
                return (bothHold, Zone.Join(firstFails, secondFails));
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr, OperatorMethod: null } either:
                (Zone? firstHolds, _zone) = Test(either.LeftOperand);
                (Zone? secondHolds, Zone? neither) = Test(either.RightOperand);
                return (Zone.Join(firstHolds, secondHolds), neither);
            case IBinaryOperation { OperatorMethod: null, LeftOperand.Type.SpecialType: SpecialType.System_Int32, RightOperand.Type.SpecialType: SpecialType.System_Int32, OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison:
                return Compare(comparison);
            default:
                ValueOf(condition);
                return (_zone, _zone?.Clone());
        }
    }

    private (Zone? WhenTrue, Zone? WhenFalse) Compare(IBinaryOperation comparison)
    {
        IntegerSum? left = ValueOf(comparison.LeftOperand), right = ValueOf(comparison.RightOperand);
        if (_zone is null || left is not { } one || right is not { } other || HasEffect(comparison.RightOperand) || IntegerSum.Add(one, other, isDifference: true) is not { } difference || (!difference.IsSimple && !difference.IsDifference))
        {
            return (_zone, _zone?.Clone());
        }

        // x - y + c compared with zero.
        (int x, int y, long c) = (difference.Plus, difference.Other, difference.Constant);
        Zone whenTrue = _zone, whenFalse = _zone.Clone();
        switch (comparison.OperatorKind)
        {
            case BinaryOperatorKind.LessThan:
                whenTrue.Assume(x, y, -c - 1);
                whenFalse.Assume(y, x, c);
                break;
            case BinaryOperatorKind.LessThanOrEqual:
                whenTrue.Assume(x, y, -c);
                whenFalse.Assume(y, x, c - 1);
                break;
            case BinaryOperatorKind.GreaterThan:
                whenTrue.Assume(y, x, c - 1);
                whenFalse.Assume(x, y, -c);
                break;
            case BinaryOperatorKind.GreaterThanOrEqual:
                whenTrue.Assume(y, x, c);
                whenFalse.Assume(x, y, -c - 1);
                break;
            case BinaryOperatorKind.Equals:
                whenTrue.Assume(x, y, -c);
                whenTrue.Assume(y, x, c);
                break;
            default:
                whenFalse.Assume(x, y, -c);
                whenFalse.Assume(y, x, c);
                break;
        }

        return (whenTrue.IsEmpty ? null : whenTrue, whenFalse.IsEmpty ? null : whenFalse);
    }

    private IntegerSum? Combine(IBinaryOperation binary)
    {
        if (!HasEffect(binary) && MiddleOf(binary) is { } middle)
        {
            return middle;
        }

        IntegerSum? left = ValueOf(binary.LeftOperand), right = ValueOf(binary.RightOperand);
        if (_zone is null || binary.Type?.SpecialType != SpecialType.System_Int32 || binary.OperatorKind is not (BinaryOperatorKind.Add or BinaryOperatorKind.Subtract) || left is not { } one || right is not { } other || HasEffect(binary.RightOperand)
            || !IsBounded(one) || !IsBounded(other))
        {
            return null;
        }

        return IntegerSum.Add(one, other, binary.OperatorKind == BinaryOperatorKind.Subtract);
    }

    /// <summary><c>(x + y) / 2</c>, <c>(x + y) >> 1</c>, <c>x + (y - x) / 2</c>: between the two, if the first isn't the greater one.</summary>
    private IntegerSum? MiddleOf(IBinaryOperation binary)
    {
        IntegerSum? low = null, high = null;
        if (HalfOf(binary) is { } sum && ValueOf(sum) is { IsDifference: false, Plus: not 0, Other: not 0, Constant: 0 } whole)
        {
            low = IntegerSum.Of(whole.Plus);
            high = IntegerSum.Of(whole.Other);
        }
        else if (binary.OperatorKind == BinaryOperatorKind.Add && HalfOf(binary.RightOperand) is { } length && ValueOf(length) is { IsDifference: true, Constant: 0 } distance && ValueOf(binary.LeftOperand) is { IsSimple: true, Constant: 0 } start && start.Plus == distance.Other)
        {
            low = start;
            high = IntegerSum.Of(distance.Plus);
        }

        if (_zone is null || low is not { } first || high is not { } last || !_zone.Proves(first.Plus, last.Plus, 0))
        {
            return null;
        }

        int middle = Variable(binary.Syntax, _middles);
        _zone.Forget(middle);
        _zone.Assume(first.Plus, middle, 0);
        _zone.Assume(middle, last.Plus, 0);
        return _isRefused ? null : IntegerSum.Of(middle);
    }

    private static IOperation? HalfOf(IOperation operation) =>
        operation is IBinaryOperation { Type.SpecialType: SpecialType.System_Int32, OperatorMethod: null } half
        && ((half.OperatorKind == BinaryOperatorKind.Divide && half.RightOperand.ConstantValue is { HasValue: true, Value: 2 }) || (half.OperatorKind is BinaryOperatorKind.RightShift && half.RightOperand.ConstantValue is { HasValue: true, Value: 1 }))
            ? half.LeftOperand
            : null;

    // What is no further than near from a bound on either side can be added to what is as near, and doesn't wrap.
    private bool IsBounded(IntegerSum sum) =>
        Math.Abs(sum.Constant) < Near && IsBounded(sum.Plus) && IsBounded(sum.Other);

    private bool IsBounded(int variable) =>
        (_zone!.Proves(variable, 0, Near) || _zone.Proves(variable, First, Near) || _zone.Proves(variable, End, Near)) && (_zone.Proves(0, variable, Near) || _zone.Proves(First, variable, Near) || _zone.Proves(End, variable, Near));

    // A value that was read before is another one behind it.
    private static bool HasEffect(IOperation operation) => operation.DescendantsAndSelf().Any(static inner => inner is IAssignmentOperation or IIncrementOrDecrementOperation or IInvocationOperation);

    private void ReadField(IFieldReferenceOperation field)
    {
        if (field.Field.IsVolatile || field.Field.RefKind != RefKind.None || field.Type is IArrayTypeSymbol or { TypeKind: TypeKind.Pointer } || field.Field.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "ThreadStaticAttribute"))
        {
            Refuse();
        }
        else if (field.Instance is { } instance)
        {
            ValueOf(instance);
        }
    }

    private void ReadProperty(IPropertyReferenceOperation property)
    {
        bool isLength = property.Property is { Name: "Length", ContainingType.SpecialType: SpecialType.System_Array };
        if (!(isLength || LoopReader.IsAuto(property.Property) || (property.Property.GetMethod is { } getter && PureCalls.Contains(getter))) || property.Type is IArrayTypeSymbol)
        {
            Refuse();
            return;
        }

        if (!isLength && property.Instance is { } instance)
        {
            ValueOf(instance);
        }

        property.Arguments.ToList().ForEach(argument => ValueOf(argument.Value));
    }
}

using ParallelCore.Analyzers.Bodies;
using ParallelCore.Analyzers.Types;

namespace ParallelCore.Analyzers.Sharing;

/// <summary>Reads an index as a sum of products of the iteration's number, inner loops' variables and things from outside.</summary>
internal sealed class IndexReader(Origins origins)
{
    private const int Deepest = 24;
    private readonly HashSet<ISymbol> _reading = new(SymbolEqualityComparer.Default);
    private int _depth;

    public IndexForm Read(IOperation operation, Frame frame)
    {
        if (_depth >= Deepest)
        {
            return IndexForm.Unknown;
        }

        _depth++;
        try
        {
            return ReadValue(operation, frame);
        }
        finally
        {
            _depth--;
        }
    }

    private IndexForm ReadValue(IOperation operation, Frame frame)
    {
        if (operation.ConstantValue is { HasValue: true, Value: { } value })
        {
            return value switch
            {
                int number => IndexForm.Of(number),
                long number => IndexForm.Of(number),
                byte number => IndexForm.Of(number),
                short number => IndexForm.Of(number),
                char number => IndexForm.Of(number),
                uint number => IndexForm.Of(number),
                _ => IndexForm.Of("'" + value.GetHashCode()),
            };
        }

        switch (operation)
        {
            case IConversionOperation conversion:
                IndexForm converted = Read(conversion.Operand, frame);
                bool rounds = IsFloating(conversion.Operand.Type) && !IsFloating(conversion.Type);
                return rounds && converted.DependsOnIteration && (converted.Parts & IndexParts.Data) == 0 ? converted.With(IndexParts.Dependent) : converted;
            case IParenthesizedOperation parenthesized:
                return Read(parenthesized.Operand, frame);
            case ILocalReferenceOperation local:
                return ReadVariable(local.Local, frame);
            case IParameterReferenceOperation parameter:
                return ReadParameter(parameter.Parameter, frame);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus } minus:
                return IndexForm.Of(0).Plus(Read(minus.Operand, frame), -1);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Plus } plus:
                return Read(plus.Operand, frame);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } hat:
                return IndexForm.Of("^").Plus(Read(hat.Operand, frame), -1);
            case IBinaryOperation binary:
                return ReadBinary(binary, frame);
            case IIncrementOrDecrementOperation increment:
                return Read(increment.Target, frame);
            case ISimpleAssignmentOperation assignment:
                return Read(assignment.Value, frame);
            case IConditionalOperation { WhenFalse: { } otherwise } choice:
                IndexForm one = Read(choice.WhenTrue, frame), two = Read(otherwise, frame);
                return one.IsSame(two) ? one : Opaque(choice, one.Parts | two.Parts | (Read(choice.Condition, frame).Parts & IndexParts.Data), dependent: IndexParts.Dependent);
            case IPropertyReferenceOperation property:
                return ReadProperty(property, frame);
            case IFieldReferenceOperation field:
                return ReadField(field, frame);
            case IArrayElementReferenceOperation element:
                return ReadElement(element, element.ArrayReference, element.Indices, frame);
            case IInvocationOperation call:
                return ReadCall(call, frame);
            case IAwaitOperation awaited:
                return Read(awaited.Operation, frame);
            default:
                return Opaque(operation, PartsOfChildren(operation, frame), dependent: IndexParts.Unknown);
        }
    }

    private IndexForm ReadBinary(IBinaryOperation binary, Frame frame)
    {
        IndexForm left = Read(binary.LeftOperand, frame), right = Read(binary.RightOperand, frame);
        switch (binary.OperatorKind)
        {
            case BinaryOperatorKind.Add:
                return left.Plus(right);
            case BinaryOperatorKind.Subtract:
                return left.Plus(right, -1);
            case BinaryOperatorKind.Multiply:
                return left.Times(right);
            case BinaryOperatorKind.LeftShift when right.IsConstant && right.Constant is >= 0 and < 32:
                return left.Times(IndexForm.Of(1L << (int)right.Constant));
            case BinaryOperatorKind.Divide or BinaryOperatorKind.RightShift or BinaryOperatorKind.UnsignedRightShift:
                return right is { IsConstant: true, Constant: 1 } && binary.OperatorKind == BinaryOperatorKind.Divide ? left : Fold(binary, left, right, IndexParts.Quotient);
            case BinaryOperatorKind.Remainder or BinaryOperatorKind.And:
                return Fold(binary, left, right, IndexParts.Remainder);
            default:
                return Opaque(binary, left.Parts | right.Parts, dependent: IndexParts.Dependent);
        }
    }

    /// <summary>Several iterations share a quotient or remainder of their number, but a quotient with a remainder added is the number again.</summary>
    private static IndexForm Fold(IBinaryOperation binary, IndexForm left, IndexForm right, IndexParts kind)
    {
        IndexParts parts = left.Parts | right.Parts;
        if ((parts & ~IndexParts.Inner) == 0 || IsFloating(binary.Type))
        {
            return Opaque(binary, parts, dependent: IndexParts.Dependent);
        }

        if (kind == IndexParts.Quotient && left.IsSameSum(Start()))
        {
            // The number of the chunk.
            return Opaque(binary, IndexParts.Dependent, dependent: IndexParts.None);
        }

        if ((parts & IndexParts.Data) != 0)
        {
            return Opaque(binary, IndexParts.Data, dependent: IndexParts.None);
        }

        // What divides or selects may hold the number already: i % (i + 1).
        bool onlyLeft = (right.Parts & ~IndexParts.Inner) == 0;
        return Opaque(binary, onlyLeft ? IndexParts.Folded | kind | (left.Parts & (IndexParts.Dependent | IndexParts.Sweep)) : IndexParts.Unknown, dependent: IndexParts.None);
    }

    private IndexForm ReadVariable(ILocalSymbol local, Frame frame)
    {
        if (frame.Declaring(local) is not { } declaring)
        {
            if (frame.Body.IsPerRepetition(local))
            {
                return IndexForm.Of("#" + Key(local), IndexParts.Iteration);
            }

            return frame.Facts.ValuesOf(local).Count > 0 ? IndexForm.Unknown : IndexForm.Of(Key(local));
        }

        if (local.IsConst && local.ConstantValue is int number)
        {
            return IndexForm.Of(number);
        }

        if (!_reading.Add(local))
        {
            return IndexForm.Of(Key(local));
        }

        try
        {
            return declaring.Facts.LoopOf(local) is { } loop ? ReadLoopVariable(local, loop, declaring) : ReadValues(local, declaring);
        }
        finally
        {
            _reading.Remove(local);
        }
    }

    private IndexForm ReadValues(ILocalSymbol local, Frame frame)
    {
        IReadOnlyList<ValueSource> values = frame.Facts.ValuesOf(local);
        if (values.Count == 1)
        {
            return ReadSource(local, values[0], frame);
        }

        IndexParts parts = IndexParts.None;
        foreach (ValueSource value in values)
        {
            parts |= ReadSource(local, value, frame).Parts;
        }

        if (values.Count == 0 || (parts & ~IndexParts.Inner) != 0)
        {
            // A best index so far, a position that moves on from the chunk's start: what it holds at a moment is not followed.
            bool onlyData = parts != 0 && (parts & ~(IndexParts.Data | IndexParts.Inner)) == 0 && values.All(static value => value.Kind != ValueKind.Update);
            return IndexForm.Of("?" + Key(local), onlyData ? IndexParts.Data : IndexParts.Dependent);
        }

        return IndexForm.Of("~" + Key(local), IndexParts.Inner);
    }

    private IndexForm ReadSource(ILocalSymbol local, ValueSource source, Frame frame)
    {
        switch (source.Kind)
        {
            case ValueKind.Value:
                return Read(source.Operation, frame);
            case ValueKind.Update:
                return source.Operation is ICompoundAssignmentOperation compound ? Read(compound.Value, frame) : IndexForm.Of(0);
            case ValueKind.Element:
                return ReadEach(local, (IForEachLoopOperation)source.Operation, frame);
            case ValueKind.Part:
                return ReadPart(local, source, frame);
            case ValueKind.Out when source.Operation.Parent is IInvocationOperation call:
                return Opaque(call, PartsOfChildren(call, frame) | IndexParts.Data, dependent: IndexParts.None);
            default:
                return IndexForm.Unknown;
        }
    }

    private IndexForm ReadPart(ILocalSymbol local, ValueSource source, Frame frame)
    {
        IOperation value = EntryPoints.Unwrap(source.Operation);
        if (RoleOf(value, frame) == ParameterRole.Chunk)
        {
            return source.Ordinal == 0 ? Start() : End();
        }

        // Tuples that are iterated over pair an item with its number, or hold coordinates: names tell.
        return origins.Of(value, frame).Kind == OriginKind.Own ? IndexForm.Of("?part", KnownNames.IsPartPosition(local) ? IndexParts.Identity : IndexParts.Data) : Opaque(value, PartsOfChildren(value, frame), IndexParts.Data);
    }

    private IndexForm ReadEach(ILocalSymbol local, IForEachLoopOperation loop, Frame frame)
    {
        IOperation collection = EntryPoints.Unwrap(loop.Collection);
        if (collection is IInvocationOperation { TargetMethod: { Name: "Range", ContainingType.Name: "Enumerable" } } range)
        {
            IndexParts parts = range.Arguments.Aggregate(IndexParts.None, (sum, argument) => sum | Read(argument.Value, frame).Parts);
            return (parts & ~IndexParts.Inner) == 0 ? IndexForm.Of("~" + Key(local), IndexParts.Inner) : IndexForm.Of("?" + Key(local), IndexParts.Dependent);
        }

        return IndexForm.Of("?" + Key(local), KnownNames.IsPosition(local) ? IndexParts.Identity : IndexParts.Data);
    }

    /// <summary>A variable that a loop counts with: over the chunk, over the same numbers each time, or over numbers that depend on the iteration.</summary>
    private IndexForm ReadLoopVariable(ILocalSymbol local, IForLoopOperation loop, Frame frame)
    {
        IOperation? initial = frame.Facts.ValuesOf(local).FirstOrDefault(static value => value.Kind == ValueKind.Value).Operation;
        if (initial is null)
        {
            return IndexForm.Unknown;
        }

        IndexForm from = Read(initial, frame);
        (BinaryOperatorKind kind, IndexForm? bound) = ReadBound(local, loop, frame);
        string key = Key(local);
        bool hasChunk = frame.Body.Method.Parameters.Any(p => frame.Body.RoleOf(p) is ParameterRole.ChunkStart or ParameterRole.Chunk);
        if (hasChunk && bound is not null)
        {
            bool upwards = kind is BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.NotEquals;
            IndexForm low = upwards ? from : bound, high = upwards ? bound : from;
            if (low.IsSameSum(Start()) || high.IsSameSum(End()))
            {
                long lowest = low.IsSameSum(Start()) ? low.Constant : long.MinValue;
                long behind = high.IsSameSum(End()) ? high.Constant + (kind is BinaryOperatorKind.LessThan or BinaryOperatorKind.NotEquals ? 0 : 1) : long.MaxValue;
                if (!upwards)
                {
                    lowest += kind == BinaryOperatorKind.GreaterThan ? 1 : 0;
                    behind = high.IsSameSum(End()) ? high.Constant + 1 : long.MaxValue;
                }

                bool reachesBelow = lowest < 0 && (lowest != long.MinValue || !low.DependsOnIteration);
                bool reachesAbove = behind > 0 && (behind != long.MaxValue || !high.DependsOnIteration);
                IndexParts steps = StepsByOne(loop) ? IndexParts.None : IndexParts.Dependent;
                return IndexForm.Of("#" + key, IndexParts.Iteration | steps | (reachesBelow || reachesAbove ? IndexParts.Overreach : 0));
            }
        }

        if (StepsByOne(loop) && bound is not null && (IsBeside(from) && bound.Class == IndexClass.Independent || IsBeside(bound) && from.Class == IndexClass.Independent))
        {
            return IndexForm.Of("~" + key, IndexParts.Sweep);
        }

        if ((from.Parts & ~IndexParts.Inner) != 0)
        {
            return IndexForm.Of("?" + key, IndexParts.Dependent);
        }

        long width = from.IsConstant && bound is { IsConstant: true } ? Math.Abs(bound.Constant - from.Constant) : 0;
        return IndexForm.Of("~" + key, IndexParts.Inner, width);
    }

    /// <summary>The iteration's number, or its neighbour.</summary>
    private static bool IsBeside(IndexForm form) =>
        form.Parts == IndexParts.Iteration && form.Constant is >= -1 and <= 1 && form.Split() is { Factor: { IsConstant: true, Constant: 1 }, Base.IsConstant: true };

    private static bool StepsByOne(IForLoopOperation loop) =>
        loop.AtLoopBottom.Length == 1 && loop.AtLoopBottom[0] is IExpressionStatementOperation { Operation: IIncrementOrDecrementOperation or ICompoundAssignmentOperation { Value.ConstantValue: { HasValue: true, Value: 1 } } };

    private (BinaryOperatorKind Kind, IndexForm? Bound) ReadBound(ILocalSymbol local, IForLoopOperation loop, Frame frame)
    {
        IOperation? condition = loop.Condition;
        while (condition is IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both)
        {
            condition = both.LeftOperand;
        }

        if (condition is IBinaryOperation comparison)
        {
            if (EntryPoints.Unwrap(comparison.LeftOperand) is ILocalReferenceOperation left && SymbolEqualityComparer.Default.Equals(left.Local, local))
            {
                return (comparison.OperatorKind, Read(comparison.RightOperand, frame));
            }

            if (EntryPoints.Unwrap(comparison.RightOperand) is ILocalReferenceOperation right && SymbolEqualityComparer.Default.Equals(right.Local, local))
            {
                BinaryOperatorKind mirrored = comparison.OperatorKind switch
                {
                    BinaryOperatorKind.LessThan => BinaryOperatorKind.GreaterThan,
                    BinaryOperatorKind.LessThanOrEqual => BinaryOperatorKind.GreaterThanOrEqual,
                    BinaryOperatorKind.GreaterThan => BinaryOperatorKind.LessThan,
                    BinaryOperatorKind.GreaterThanOrEqual => BinaryOperatorKind.LessThanOrEqual,
                    var same => same,
                };
                return (mirrored, Read(comparison.LeftOperand, frame));
            }
        }

        return (BinaryOperatorKind.None, null);
    }

    private IndexForm ReadParameter(IParameterSymbol parameter, Frame frame)
    {
        if (frame.ArgumentOf(parameter) is { } argument && frame.Caller is { } caller)
        {
            return frame.Facts.ValuesOf(parameter).Count > 0 ? IndexForm.Of("?" + Key(parameter), IndexParts.Dependent) : Read(argument, caller);
        }

        switch (frame.Body.RoleOf(parameter))
        {
            case ParameterRole.Index:
                return IndexForm.Of("#" + Key(parameter), IndexParts.Iteration);
            case ParameterRole.ChunkStart:
                return frame.Body.Method.Parameters.Length > 3 ? IndexForm.Of("#" + Key(parameter), IndexParts.Iteration) : Start();
            case ParameterRole.ChunkEnd:
                return frame.Body.Method.Parameters.Length > 3 ? IndexForm.Of("?" + Key(parameter), IndexParts.Dependent) : End();
            case ParameterRole.Own:
                // An item that is a number: a position, or a value that recurs. Its name tells, as far as anything does.
                return IndexForm.Of("?" + Key(parameter), KnownNames.IsPosition(parameter) ? IndexParts.Identity : IndexParts.Data);
            case ParameterRole.Chunk or ParameterRole.Shared:
                return IndexForm.Unknown;
        }

        if (frame.Declaring(parameter) is not { } declaring)
        {
            return frame.Facts.ValuesOf(parameter).Count > 0 ? IndexForm.Unknown : IndexForm.Of(Key(parameter));
        }

        // A parameter of a lambda inside the body: of a nested parallel loop, or of who knows what.
        return origins.IsNestedIndex(parameter, declaring) ? IndexForm.Of("~" + Key(parameter), IndexParts.Inner) : IndexForm.Of("?" + Key(parameter), IndexParts.Unknown);
    }

    private IndexForm ReadProperty(IPropertyReferenceOperation property, Frame frame)
    {
        if (property.Instance is null)
        {
            bool isThread = property.Property.Name is "CurrentManagedThreadId" or "CurrentId";
            return isThread ? IndexForm.Of("#thread", IndexParts.Iteration) : IndexForm.Of("'" + property.Property.Name);
        }

        if (RoleOf(property.Instance, frame) == ParameterRole.Chunk)
        {
            return property.Property.Name is "Item1" or "Start" ? Start() : property.Property.Name is "Item2" or "End" ? End() : IndexForm.Unknown;
        }

        if (property.Property.Name == "ManagedThreadId" && property.Instance is IPropertyReferenceOperation { Property.Name: "CurrentThread" })
        {
            return IndexForm.Of("#thread", IndexParts.Iteration);
        }

        return property.Arguments.Length > 0
            ? ReadElement(property, property.Instance, property.Arguments.Select(static argument => argument.Value), frame)
            : ReadMember(property, property.Instance, property.Property.Name, frame);
    }

    private IndexForm ReadField(IFieldReferenceOperation field, Frame frame)
    {
        if (field.Instance is null)
        {
            return IndexForm.Of("'" + field.Field.Name);
        }

        if (RoleOf(field.Instance, frame) == ParameterRole.Chunk)
        {
            return field.Field.Name is "Item1" || field.Field.CorrespondingTupleField?.Name == "Item1" ? Start() : End();
        }

        return ReadMember(field, field.Instance, field.Field.Name, frame);
    }

    private IndexForm ReadMember(IOperation member, IOperation instance, string name, Frame frame)
    {
        Origin origin = origins.Of(instance, frame);
        switch (origin.Kind)
        {
            case OriginKind.Own:
                return Opaque(member, KnownNames.IsIdentity(name, instance.Type) ? IndexParts.Identity : IndexParts.Data, dependent: IndexParts.None);
            case OriginKind.Shared or OriginKind.Safe or OriginKind.Copy when !origin.IsElement:
                return IndexForm.Of("'" + member.Syntax);
            case OriginKind.Fresh or OriginKind.Thread:
                return Opaque(member, IndexParts.Dependent, dependent: IndexParts.None);
        }

        IndexParts parts = PartsOfChildren(member, frame);
        return Opaque(member, parts, dependent: IndexParts.Data);
    }

    private IndexForm ReadElement(IOperation element, IOperation container, IEnumerable<IOperation> indices, Frame frame)
    {
        IndexParts parts = Read(container, frame).Parts;
        foreach (IOperation index in indices)
        {
            parts |= Read(index, frame).Parts;
        }

        return Opaque(element, (parts & ~IndexParts.Inner) == 0 ? parts : IndexParts.Data, dependent: IndexParts.None);
    }

    private IndexForm ReadCall(IInvocationOperation call, Frame frame)
    {
        string type = call.TargetMethod.ContainingType?.Name ?? "";
        if (type == "Interlocked" && call.TargetMethod.Name is "Increment" or "Decrement" or "Add")
        {
            // A ticket: nobody else gets the same number.
            return IndexForm.Of("#ticket" + call.Syntax.SpanStart, IndexParts.Iteration);
        }

        IndexParts parts = PartsOfChildren(call, frame);
        if (type is "Math" or "MathF" or "Convert" && (parts & IndexParts.Data) == 0)
        {
            return Opaque(call, parts, dependent: IndexParts.Dependent);
        }

        if (call.TargetMethod.ContainingNamespace?.Name == "ParallelCore" || type is "Random" || (parts & ~IndexParts.Inner) == 0 && call.Arguments.Length == 0)
        {
            return Opaque(call, parts | IndexParts.Dependent, dependent: IndexParts.None);
        }

        return Opaque(call, parts | IndexParts.Data, dependent: IndexParts.None);
    }

    private IndexParts PartsOfChildren(IOperation operation, Frame frame)
    {
        IndexParts parts = IndexParts.None;
        foreach (IOperation child in operation.ChildOperations)
        {
            parts |= child is IArgumentOperation argument ? Read(argument.Value, frame).Parts : Read(child, frame).Parts;
        }

        return parts;
    }

    /// <summary>A value whose parts are known and whose sum isn't. When it depends on the iteration at all, it does so in a way that isn't followed.</summary>
    private static IndexForm Opaque(IOperation operation, IndexParts parts, IndexParts dependent)
    {
        bool depends = (parts & ~IndexParts.Inner) != 0;
        if (!depends && parts == IndexParts.None)
        {
            return IndexForm.Of("'" + operation.Syntax);
        }

        // Once looked up or folded, the number itself is gone.
        IndexParts kept = parts & ~IndexParts.Iteration;
        if (depends && (kept & ~IndexParts.Inner) == 0)
        {
            kept |= dependent == IndexParts.None ? IndexParts.Dependent : dependent;
        }

        return IndexForm.Of((depends ? "?" : "~") + operation.Syntax, kept);
    }

    private static IndexForm Start() => IndexForm.Of("#start", IndexParts.Iteration);

    private static IndexForm End() => IndexForm.Of("#end", IndexParts.Iteration);

    private static ParameterRole? RoleOf(IOperation operation, Frame frame) =>
        EntryPoints.Unwrap(operation) is IParameterReferenceOperation parameter ? frame.Body.RoleOf(parameter.Parameter) : null;

    private static bool IsFloating(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Decimal;

    private static string Key(ISymbol symbol) => symbol.Name + "@" + (symbol.DeclaringSyntaxReferences.Length > 0 ? symbol.DeclaringSyntaxReferences[0].Span.Start : 0);
}

using ParallelCore.Analyzers.Bodies;
using ParallelCore.Analyzers.Types;

namespace ParallelCore.Analyzers.Sharing;

/// <summary>Variables, members and elements that are written.</summary>
internal sealed partial class BodyWalker
{
    private void Write(IOperation target, AccessKind kind, IOperation operation, IOperation? value)
    {
        switch (target)
        {
            case IConversionOperation conversion:
                Write(conversion.Operand, kind, operation, value);
                break;
            case IParenthesizedOperation parenthesized:
                Write(parenthesized.Operand, kind, operation, value);
                break;
            case IDeclarationExpressionOperation declaration:
                Write(declaration.Expression, kind, operation, value);
                break;
            case ITupleOperation tuple:
                foreach (IOperation element in tuple.Elements)
                {
                    Write(element, kind, operation, null);
                }

                break;
            case ILocalReferenceOperation local:
                WriteLocal(local, kind, operation, value);
                break;
            case IParameterReferenceOperation parameter:
                WriteParameter(parameter.Parameter, kind, operation, value);
                break;
            case IFieldReferenceOperation field:
                WriteField(field, kind, operation, value);
                break;
            case IPropertyReferenceOperation property:
                WriteProperty(property, kind, operation, value);
                break;
            case IArrayElementReferenceOperation element:
                VisitAll(element.Indices);
                Visit(element.ArrayReference);
                NoteElement(element.ArrayReference, element.Indices, kind, operation, value);
                break;
            case IInvocationOperation { TargetMethod.ReturnsByRef: true } call:
                Visit(call);
                WriteReturned(call, kind, operation, value);
                break;
            case IOperation when IsPointerElement(target):
                VisitChildren(target);
                NoteElement(target.ChildOperations.First(), target.ChildOperations.Skip(1), kind, operation, value);
                break;
            default:
                Visit(target);
                break;
        }
    }

    private void WriteLocal(ILocalReferenceOperation reference, AccessKind kind, IOperation operation, IOperation? value)
    {
        ILocalSymbol local = reference.Local;
        if (_frame.Declaring(local) is not { } declaring)
        {
            if (!_frame.Body.IsPerRepetition(local))
            {
                NoteWrite(new Place(local, ""), kind, operation, value);
            }
        }
        else if (local.IsRef && declaring.Facts.ValuesOf(local) is { Count: > 0 } values && values[0].Operation != value)
        {
            if (values[0].Operation is IForEachLoopOperation each)
            {
                // Every element of what is run over.
                Inside(declaring, () => NoteElement(each.Collection, [], kind, operation, value, isBulk: true));
                return;
            }

            Inside(declaring, () => Write(values[0].Operation, kind, operation, value));
        }
    }

    private void WriteParameter(IParameterSymbol parameter, AccessKind kind, IOperation operation, IOperation? value)
    {
        if (_frame.ArgumentOf(parameter) is { } argument && _frame.Caller is { } caller)
        {
            if (parameter.RefKind is RefKind.Ref or RefKind.Out)
            {
                Inside(caller, () => Write(argument, kind, operation, value));
            }

            return;
        }

        if (_frame.Body.RoleOf(parameter) is null && _frame.Declaring(parameter) is null)
        {
            NoteWrite(new Place(parameter, ""), kind, operation, value);
        }
    }

    private void WriteField(IFieldReferenceOperation reference, AccessKind kind, IOperation operation, IOperation? value)
    {
        IFieldSymbol field = reference.Field;
        if (field.IsStatic)
        {
            if (Origins.IsThreadStatic(field))
            {
                _reading.ThreadUses.Add(new ThreadUse(field, operation, _call, isWrite: true, isTested: operation is ICoalesceAssignmentOperation));
            }
            else
            {
                NoteWrite(new Place(field, ""), kind, operation, value);
            }

            return;
        }

        if (reference.Instance is IArrayElementReferenceOperation element)
        {
            VisitAll(element.Indices);
            NoteElement(element.ArrayReference, element.Indices, kind, operation, value, field.Name);
            return;
        }

        Visit(reference.Instance);
        Origin owner = _origins.Of(reference.Instance, _frame);
        if (owner.IsShared)
        {
            NoteWrite(owner, field.Name, kind, operation, value);
        }
    }

    private void WriteProperty(IPropertyReferenceOperation reference, AccessKind kind, IOperation operation, IOperation? value)
    {
        IPropertySymbol property = reference.Property;
        Visit(reference.Instance);
        VisitAll(reference.Arguments);
        if (property.IsStatic)
        {
            if (_origins.Of(reference, _frame).Kind != OriginKind.Thread && UnsafeTypes.Of(property.ContainingType) != Safety.Everybody && property.ContainingType.Name is not ("Thread" or "CultureInfo" or "Activity" or "Transaction" or "Volatile"))
            {
                NoteWrite(new Place(property, ""), kind, operation, value);
            }

            return;
        }

        if (reference.Arguments.Length > 0 && IsArrayLike(reference))
        {
            NoteElement(reference.Instance!, reference.Arguments.Select(static argument => argument.Value), kind, operation, value);
            return;
        }

        if (reference.Instance is IArrayElementReferenceOperation element && property.SetMethod is not null && Origins.IsAutomatic(property))
        {
            NoteElement(element.ArrayReference, element.Indices, kind, operation, value, property.Name);
            return;
        }

        Origin owner = _origins.Of(reference.Instance, _frame);
        if (!owner.IsShared || Origins.IsPerThread(property))
        {
            return;
        }

        ITypeSymbol? type = owner.Type ?? reference.Instance?.Type;
        string member = property.IsIndexer ? "this[]" : property.Name;
        switch (UnsafeTypes.Of(type))
        {
            case Safety.Everybody when IsOwnEntry(reference.Arguments):
                return;
            case Safety.Everybody:
                NoteSafe(AccessKind.SafeWrite, owner, operation, member, value, isPair: kind == AccessKind.Update || Reads(value, property));
                return;
            case Safety.Nobody or Safety.Readers:
                NoteMember(AccessKind.Mutation, owner, type, operation, member, value);
                return;
        }

        if (property.ContainingType.TypeKind == TypeKind.Interface && property.IsIndexer && property.Type.SpecialType != SpecialType.System_Object)
        {
            return;
        }

        if (property.IsIndexer && property.SetMethod is not { DeclaringSyntaxReferences.Length: > 0, IsAbstract: false })
        {
            // What takes any object at a row and a column is a sheet or a table, where a store may add a cell; numbers in a grid are left to the index.
            if (property.Type.SpecialType == SpecialType.System_Object)
            {
                NoteMember(AccessKind.Mutation, owner, type, operation, member, value);
            }

            return;
        }

        if (!Origins.IsAutomatic(property) && property.SetMethod is { DeclaringSyntaxReferences.Length: > 0 } setter)
        {
            int before = _reading.Accesses.Count;
            Enter(setter, operation, reference.Instance, reference.Arguments, assigned: value ?? reference);
            bool isLocked = _reading.Accesses.Skip(before).Any(static access => access.Changes && access.IsCovered);
            if (isLocked && _locks.Count == 0 && (kind == AccessKind.Update || Reads(value, property)))
            {
                NoteSafe(AccessKind.SafeWrite, owner, operation, member, value, isPair: true);
            }

            return;
        }

        if (!KnownNames.SoundsThreadSafe(property.ContainingType.Name))
        {
            NoteWrite(owner, property.Name, kind, operation, value);
        }
    }

    /// <summary>A reference that a call returned: into a dictionary, or to an element.</summary>
    private void WriteReturned(IInvocationOperation call, AccessKind kind, IOperation operation, IOperation? value)
    {
        if (call.TargetMethod.Name == "Add" && call.TargetMethod.ContainingType.Name == "Unsafe" && call.Arguments.Length > 1)
        {
            IOperation start = EntryPoints.Unwrap(call.Arguments[0].Value);
            if (start is IInvocationOperation { Arguments.Length: > 0 } reference)
            {
                NoteElement(reference.Arguments[0].Value, [call.Arguments[1].Value], kind, operation, value);
            }
        }
        else if (Enterable(call.TargetMethod) && _code.Of(call.TargetMethod) is { } code && Origins.Returned(code) is { } returned)
        {
            Inside(_origins.Called(_frame, call.TargetMethod, code, call.Instance, call.Arguments), () => Write(returned, kind, operation, value));
        }
    }

    private void NoteWrite(Origin owner, string member, AccessKind kind, IOperation operation, IOperation? value)
    {
        Access write = NoteWrite(owner.Place.Member(member), kind, operation, value);
        write.IsOfElement = owner.IsElement;
        write.IsByData = owner.IsByData;
    }

    private Access NoteWrite(Place place, AccessKind kind, IOperation operation, IOperation? value)
    {
        if (kind == AccessKind.Write && value is not null && Reads(value, place))
        {
            kind = AccessKind.Update;
        }

        Access access = Note(kind, place, operation);
        access.Value = value;
        return access;
    }

    /// <summary>An element of a container outside, or of one that a local refers to.</summary>
    private void NoteElement(IOperation container, IEnumerable<IOperation> indices, AccessKind kind, IOperation operation, IOperation? value, string? member = null, bool isBulk = false)
    {
        Frame frame = _frame;
        List<IndexForm> forms = [.. indices.Select(index => _origins.Indices.Read(index, frame))];
        for (int step = 0; step < 12; step++)
        {
            switch (EntryPoints.Unwrap(container))
            {
                case IArrayElementReferenceOperation outer:
                    forms.InsertRange(0, outer.Indices.Select(index => _origins.Indices.Read(index, frame)));
                    container = outer.ArrayReference;
                    continue;
                case IPropertyReferenceOperation { Arguments.Length: > 0, Instance: { } list } outer when IsArrayLike(outer):
                    forms.InsertRange(0, outer.Arguments.Select(argument => _origins.Indices.Read(argument.Value, frame)));
                    container = list;
                    continue;
                case IPropertyReferenceOperation { Property: { Name: "Span", ContainingType.Name: "Memory" }, Instance: { } memory }:
                    container = memory;
                    continue;
                case IInvocationOperation { TargetMethod.Name: "AsSpan" or "AsMemory" or "Slice" } slice when Origins.Receiver(slice) is { } whole:
                    IOperation? start = slice.Arguments.Select(static argument => argument.Value).FirstOrDefault(argument => argument != whole);
                    if (start is not null && _origins.Indices.Read(start, frame) is { } offset)
                    {
                        if (offset.DependsOnIteration)
                        {
                            return;
                        }

                        if (forms.Count > 0)
                        {
                            forms[forms.Count - 1] = forms[forms.Count - 1].Plus(offset);
                        }
                    }

                    container = whole;
                    continue;
                case IInvocationOperation call when Origins.Viewed(call) is { } viewed:
                    container = viewed;
                    continue;
                case IObjectCreationOperation { Type.Name: "Span" or "Memory" or "ArraySegment", Arguments: { Length: 1 or 3 } parts }:
                    if (parts.Length == 3)
                    {
                        IndexForm begin = _origins.Indices.Read(parts[1].Value, frame);
                        if (begin.DependsOnIteration)
                        {
                            return;
                        }

                        if (forms.Count > 0)
                        {
                            forms[forms.Count - 1] = forms[forms.Count - 1].Plus(begin);
                        }
                    }

                    container = parts[0].Value;
                    continue;
                case ILocalReferenceOperation local when frame.Declaring(local.Local) is { } declaring && declaring.Facts.OnlyValueOf(local.Local) is { } only:
                    container = only;
                    frame = declaring;
                    continue;
                case IParameterReferenceOperation parameter when frame.ArgumentOf(parameter.Parameter) is { } argument && frame.Caller is { } caller:
                    container = argument;
                    frame = caller;
                    continue;
            }

            break;
        }

        Origin origin = _origins.Of(container, frame);
        if (!origin.IsShared)
        {
            return;
        }

        Place place = member is null ? origin.Place : origin.Place.Member(member);
        if (kind == AccessKind.Write && value is not null && value.DescendantsAndSelf().Any(part => part is IArrayElementReferenceOperation && SameText(part, operation)))
        {
            kind = AccessKind.Update;
        }

        Access access = Note(kind, place, operation);
        access.IsElement = true;
        access.IsBulk = isBulk;
        access.IsOfElement = origin.IsElement;
        access.Indices = forms.ToImmutableArray();
        access.Value = value;
        access.Type = container.Type;
    }

    /// <summary>A container whose slots are apart, so that a store to one leaves the others alone.</summary>
    private static bool IsArrayLike(IPropertyReferenceOperation reference)
    {
        INamedTypeSymbol type = reference.Property.ContainingType;
        return reference.Property.IsIndexer && (type.Name is "List" or "IList" or "IReadOnlyList" or "Span" or "ReadOnlySpan" or "ArrayList" or "Collection" or "ArraySegment"
            || (type.DeclaringSyntaxReferences.Length == 0 && reference.Property.Type.IsValueType && UnsafeTypes.Of(type) == Safety.Unlisted
                && reference.Property.Parameters.All(static parameter => parameter.Type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64)));
    }

    private static bool Reads(IOperation? value, IPropertySymbol property) =>
        value is not null && value.DescendantsAndSelf().Any(part => part is IPropertyReferenceOperation read && SymbolEqualityComparer.Default.Equals(read.Property, property) && !property.IsIndexer);

    private bool Reads(IOperation value, Place place)
    {
        foreach (IOperation part in value.DescendantsAndSelf())
        {
            ISymbol? symbol = part switch
            {
                ILocalReferenceOperation local => local.Local,
                IParameterReferenceOperation parameter => parameter.Parameter,
                IFieldReferenceOperation field => field.Field,
                _ => null,
            };
            if (symbol is not null && (place.Path.Length == 0 ? SymbolEqualityComparer.Default.Equals(symbol, place.Root) : place.Path.EndsWith("." + symbol.Name, StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool SameText(IOperation element, IOperation assignment) =>
        assignment is ISimpleAssignmentOperation { Target: { } target } && element.Syntax.IsEquivalentTo(target.Syntax, topLevel: false);

    private static bool IsTested(IOperation reference)
    {
        IOperation? parent = reference.Parent;
        while (parent is IConversionOperation)
        {
            parent = parent.Parent;
        }

        return parent is ICoalesceAssignmentOperation or ICoalesceOperation or IIsPatternOperation or IConditionalAccessOperation or IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals };
    }

    private void VisitAll<T>(IEnumerable<T> operations)
        where T : IOperation
    {
        foreach (T operation in operations)
        {
            Visit(operation);
        }
    }

    private void Inside(Frame frame, Action action)
    {
        Frame current = _frame;
        _frame = frame;
        action();
        _frame = current;
    }
}

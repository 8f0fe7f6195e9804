using ParallelCore.Analyzers.Bodies;
using ParallelCore.Analyzers.Types;

namespace ParallelCore.Analyzers.Sharing;

/// <summary>Finds out where an object comes from: made or owned by this iteration, or reached by several.</summary>
internal sealed class Origins
{
    private const int Deepest = 16;
    private readonly CodeOfMethods _code;
    private readonly Func<IOperation, BodyFacts> _facts;
    private int _depth;

    public Origins(CodeOfMethods code, Func<IOperation, BodyFacts> facts)
    {
        _code = code;
        _facts = facts;
        Indices = new IndexReader(this);
    }

    public IndexReader Indices { get; }

    /// <summary>The parameters of loops that run inside of the body.</summary>
    public HashSet<ISymbol> NestedIndices { get; } = new(SymbolEqualityComparer.Default);

    public bool IsNestedIndex(IParameterSymbol parameter, Frame frame) => frame.Body.Declares(parameter) && NestedIndices.Contains(parameter);

    public Origin Of(IOperation? operation, Frame frame)
    {
        if (operation is null || _depth >= Deepest)
        {
            return Origin.Unknown;
        }

        _depth++;
        try
        {
            return OriginOf(operation, frame);
        }
        finally
        {
            _depth--;
        }
    }

    private Origin OriginOf(IOperation operation, Frame frame)
    {
        switch (operation)
        {
            case IConversionOperation conversion:
                return Of(conversion.Operand, frame);
            case IParenthesizedOperation parenthesized:
                return Of(parenthesized.Operand, frame);
            case IArgumentOperation argument:
                return Of(argument.Value, frame);
            case ILocalReferenceOperation local:
                return OfLocal(local.Local, frame);
            case IParameterReferenceOperation parameter:
                return OfParameter(parameter.Parameter, frame);
            case IInstanceReferenceOperation instance:
                return OfThis(instance, frame);
            case IFieldReferenceOperation field:
                return OfField(field, frame);
            case IPropertyReferenceOperation property:
                return OfProperty(property, frame);
            case IArrayElementReferenceOperation element:
                return ElementOf(Of(element.ArrayReference, frame), ClassOf(element.Indices, frame));
            case IInvocationOperation call:
                return OfCall(call, frame);
            case IObjectCreationOperation or IArrayCreationOperation or IAnonymousObjectCreationOperation or ITypeParameterObjectCreationOperation or ILiteralOperation or IDefaultValueOperation:
                return Origin.Fresh;
            case IConditionalOperation { WhenFalse: { } otherwise } choice:
                return Join(Of(choice.WhenTrue, frame), Of(otherwise, frame));
            case ICoalesceOperation coalesce:
                return Join(Of(coalesce.Value, frame), Of(coalesce.WhenNull, frame));
            case IConditionalAccessOperation access:
                return Of(access.WhenNotNull, frame);
            case IConditionalAccessInstanceOperation:
                return Of(Accessed(operation), frame);
            case ISimpleAssignmentOperation assignment:
                return Of(assignment.Value, frame);
            case ICoalesceAssignmentOperation assignment:
                return Of(assignment.Target, frame);
            default:
                return Origin.Unknown;
        }
    }

    /// <summary>The class of the best index: one dimension of its own makes an element own.</summary>
    public IndexClass ClassOf(IEnumerable<IOperation> indices, Frame frame) => Best(indices.Select(index => Indices.Read(index, frame)));

    public static IndexClass Best(IEnumerable<IndexForm> forms)
    {
        IndexParts parts = IndexParts.None;
        IndexClass best = IndexClass.Independent;
        foreach (IndexForm form in forms)
        {
            parts |= form.Parts;
            IndexClass one = form.Class;
            if (one is IndexClass.Own or IndexClass.Unknown)
            {
                return one;
            }

            if (one != IndexClass.Independent)
            {
                best = one;
            }
        }

        // grid[i / width, i % width] is i again.
        return (parts & (IndexParts.Quotient | IndexParts.Remainder)) == (IndexParts.Quotient | IndexParts.Remainder) ? IndexClass.Unknown : best;
    }

    /// <summary>An element of a container, chosen by an index or a key.</summary>
    public static Origin ElementOf(Origin container, IndexClass index)
    {
        if (container.Kind is not (OriginKind.Shared or OriginKind.Safe))
        {
            return container.Kind is OriginKind.Own or OriginKind.Thread ? container : Origin.Unknown;
        }

        return index is IndexClass.Own or IndexClass.Unknown or IndexClass.Overlap or IndexClass.Swept || container.Place.Root is null ? Origin.Own : Origin.Shared(container.Place.Element, null, isElement: true, container.IsByData || index == IndexClass.Data);
    }

    /// <summary>The operand of the <c>?.</c> that an operation belongs to.</summary>
    public static IOperation? Accessed(IOperation operation)
    {
        IOperation inner = operation;
        for (IOperation? parent = operation.Parent; parent is not null; inner = parent, parent = parent.Parent)
        {
            if (parent is IConditionalAccessOperation access && access.WhenNotNull == inner)
            {
                return access.Operation;
            }
        }

        return null;
    }

    private Origin OfLocal(ILocalSymbol local, Frame frame)
    {
        if (frame.Declaring(local) is not { } declaring)
        {
            return frame.Body.IsPerRepetition(local) ? Origin.Own : Outside(local, local.Type);
        }

        Origin? joined = null;
        foreach (ValueSource source in declaring.Facts.ValuesOf(local))
        {
            Origin one = OfSource(source, declaring);
            joined = joined is { } earlier ? Join(earlier, one) : one;
        }

        return joined is { IsShared: true } shared && IsCopied(local.Type) && !local.IsRef ? new Origin(OriginKind.Copy, shared.Place) : joined ?? Origin.Unknown;
    }

    private Origin OfSource(ValueSource source, Frame frame)
    {
        switch (source.Kind)
        {
            case ValueKind.Value:
                return Of(source.Operation, frame);
            case ValueKind.Element when source.Operation is IForEachLoopOperation loop:
                return ElementOf(Of(loop.Collection, frame), IndexClass.Independent);
            case ValueKind.Out when source.Operation is IArgumentOperation { Parent: IInvocationOperation call }:
                return call.TargetMethod.Name is "TryGetValue" or "TryPeek" or "TryGetNonEnumeratedCount" ? OfLookup(call, frame) : Origin.Unknown;
            case ValueKind.Part:
                return Of(source.Operation, frame) is { Kind: OriginKind.Own } own ? own : Origin.Unknown;
            default:
                return Origin.Unknown;
        }
    }

    private Origin OfParameter(IParameterSymbol parameter, Frame frame)
    {
        if (frame.ArgumentOf(parameter) is { } argument && frame.Caller is { } caller)
        {
            return Of(argument, caller);
        }

        switch (frame.Body.RoleOf(parameter))
        {
            case ParameterRole.Shared:
                return Origin.Shared(new Place(parameter, ""));
            case not null:
                return Origin.Own;
        }

        return frame.Declaring(parameter) is null ? Outside(parameter, parameter.Type) : NestedIndices.Contains(parameter) ? Origin.Own : Origin.Unknown;
    }

    private Origin OfThis(IInstanceReferenceOperation instance, Frame frame)
    {
        if (instance.ReferenceKind != InstanceReferenceKind.ContainingTypeInstance)
        {
            return Origin.Fresh;
        }

        Frame? method = frame;
        while (method.Caller is not null && method.Receiver is null && !method.IsStatic)
        {
            method = method.Caller;
        }

        if (method.Caller is { } caller)
        {
            return method.Receiver is { } receiver ? Of(receiver, caller) : Origin.Unknown;
        }

        if (method.Body.IsStruct)
        {
            return new Origin(OriginKind.Copy, new Place(instance.Type!, ""));
        }

        return instance.Type is null ? Origin.Unknown : Origin.Shared(new Place(instance.Type, ""));
    }

    private Origin OfField(IFieldReferenceOperation reference, Frame frame)
    {
        IFieldSymbol field = reference.Field;
        if (field.IsStatic)
        {
            return IsThreadStatic(field) ? Origin.Thread : Outside(field, field.Type);
        }

        Origin owner = Of(reference.Instance, frame);
        switch (owner.Kind)
        {
            case OriginKind.Shared:
                ITypeSymbol? known = Concrete(field, field.Type);
                return IsSynchronized(field) ? Origin.Safe : Origin.Shared(owner.Place.Member(field.Name), known, owner.IsElement, owner.IsByData);
            case OriginKind.Copy:
                return field.Type.IsValueType && !IsView(field.Type) ? owner : Origin.Shared(owner.Place.Member(field.Name), Concrete(field, field.Type));
            case OriginKind.Own or OriginKind.Thread:
                return owner;
            default:
                return Origin.Unknown;
        }
    }

    private Origin OfProperty(IPropertyReferenceOperation reference, Frame frame)
    {
        IPropertySymbol property = reference.Property;
        if (property.IsStatic)
        {
            return property.DeclaringSyntaxReferences.Length == 0 ? Origin.Safe : IsAutomatic(property) ? Outside(property, property.Type) : OfStaticGetter(property, frame);
        }

        if (reference.Instance is null)
        {
            return Origin.Unknown;
        }

        if (IsPerThread(property))
        {
            return Origin.Thread;
        }

        Origin owner = Of(reference.Instance, frame);
        if (reference.Arguments.Length > 0)
        {
            return ElementOf(owner, ClassOf(reference.Arguments.Select(static argument => argument.Value), frame));
        }

        if (owner.Kind is OriginKind.Shared or OriginKind.Copy)
        {
            if (!IsAutomatic(property) && property.GetMethod is { } getter && _code.Of(getter) is { } code)
            {
                return Returned(code) is { } value ? Of(value, Called(frame, getter, code, reference.Instance)) : Origin.Unknown;
            }

            return Origin.Shared(owner.Place.Member(property.Name), null, owner.IsElement, owner.IsByData);
        }

        return owner.Kind is OriginKind.Own or OriginKind.Thread ? owner : Origin.Unknown;
    }

    /// <summary>What a getter returns, if it does nothing else or ends with a field: each thread's own, perhaps.</summary>
    private Origin OfStaticGetter(IPropertySymbol property, Frame frame)
    {
        if (property.GetMethod is not { } getter || _code.Of(getter) is not { } code)
        {
            return Outside(property, property.Type);
        }

        IOperation? value = code.Descendants().OfType<IReturnOperation>().LastOrDefault()?.ReturnedValue;
        Origin returned = value is null ? Origin.Unknown : Of(value, Called(frame, getter, code, receiver: null));
        return returned.Kind == OriginKind.Thread ? returned : Outside(property, property.Type);
    }

    private Origin OfCall(IInvocationOperation call, Frame frame)
    {
        IMethodSymbol method = call.TargetMethod;
        IOperation? receiver = Receiver(call);
        switch (method.Name)
        {
            case "Synchronized":
                return Origin.Safe;
            case "GetOrAdd" or "AddOrUpdate" or "GetValueOrDefault" or "ElementAt" or "ElementAtOrDefault" or "Peek" or "Find" or "First" or "FirstOrDefault" or "Last" or "LastOrDefault" or "Single":
                return OfLookup(call, frame);
            case "AsSpan" or "AsMemory" or "AsReadOnlySpan" or "Slice" or "AsEnumerable" or "Cast" or "Reverse" when receiver is not null && !HasLambda(call):
                return Of(receiver, frame);
            case "AsSpan" or "AsBytes" or "AsMemory" or "Cast" when Viewed(call) is { } viewed:
                return Of(viewed, frame);
            case "EnsureInitialized" when call.Arguments.Length > 0:
                return Of(call.Arguments[0].Value, frame);
            case "GetValueRefOrAddDefault" or "GetValueRefOrNullRef" when call.Arguments.Length > 0:
                return ElementOf(Of(call.Arguments[0].Value, frame), IndexClass.Data);
        }

        if (receiver is not null && UnsafeTypes.Of(receiver.Type) is Safety.Nobody or Safety.Readers && Of(receiver, frame) is { IsShared: true } owner)
        {
            bool isFluent = SymbolEqualityComparer.Default.Equals(call.Type, receiver.Type) && !UnsafeTypes.OnlyReads(method.Name) && method.Name is not ("Clone" or "Copy");
            if (isFluent)
            {
                return owner;
            }

            // What such an owner makes stays tied to it: a row to its table, a command to its connection.
            bool isChild = method.DeclaringSyntaxReferences.Length == 0 && IsOwner(receiver.Type) && UnsafeTypes.Of(call.Type) is Safety.Nobody or Safety.Readers && method.Name is not ("Clone" or "Copy");
            return isChild && method.Name is not ("ToArray" or "ToList") ? Origin.Shared(owner.Place.Member(method.Name), null, owner.IsElement) : Origin.Unknown;
        }

        if (method.DeclaringSyntaxReferences.Length > 0 && !method.IsVirtual && !method.IsAsync && !method.IsOverride && frame.Caller?.Caller is null && _code.Of(method) is { } code && Returned(code) is { } value)
        {
            return Of(value, Called(frame, method, code, call.Instance, call.Arguments));
        }

        return Origin.Unknown;
    }

    /// <summary>Something looked up in a container: a key of the iteration's own finds something of its own.</summary>
    private Origin OfLookup(IInvocationOperation call, Frame frame)
    {
        if (HasPredicate(call))
        {
            return Origin.Unknown;
        }

        IOperation? receiver = Receiver(call);
        if (receiver is null)
        {
            return Origin.Unknown;
        }

        IOperation? key = call.Arguments.Select(static argument => argument.Value).FirstOrDefault(value => value != receiver && !IsLambda(value));
        return ElementOf(Of(receiver, frame), key is null ? IndexClass.Independent : Best([Indices.Read(key, frame)]));
    }

    /// <summary>A frame for a method of which only the returned value is wanted.</summary>
    public Frame Called(Frame caller, IMethodSymbol method, IOperation code, IOperation? receiver, ImmutableArray<IArgumentOperation> arguments = default)
    {
        var values = new Dictionary<ISymbol, IOperation>(SymbolEqualityComparer.Default);
        IMethodSymbol definition = (method.ReducedFrom ?? method).OriginalDefinition;
        definition = definition.PartialImplementationPart ?? definition;
        if (!arguments.IsDefault)
        {
            foreach (IArgumentOperation argument in arguments)
            {
                if (argument.Parameter is { } parameter && parameter.Ordinal < definition.Parameters.Length)
                {
                    values[definition.Parameters[parameter.Ordinal]] = argument.Value;
                }
            }
        }

        return new Frame(caller, _facts(code), code.Syntax, values, receiver, method.IsStatic && method.MethodKind != MethodKind.LocalFunction);
    }

    /// <summary>The object that a method belongs to, for an extension as well.</summary>
    public static IOperation? Receiver(IInvocationOperation call) =>
        call.Instance ?? (call.TargetMethod.IsExtensionMethod && call.Arguments.Length > 0 ? call.Arguments[0].Value : null);

    /// <summary>What a static method makes a view of: the list whose array <c>CollectionsMarshal.AsSpan</c> hands out, the span of which <c>MemoryMarshal.Cast</c> makes one of other elements.</summary>
    public static IOperation? Viewed(IInvocationOperation call) =>
        call.TargetMethod is { Name: "AsSpan" or "AsBytes" or "Cast" or "AsMemory", ContainingType.Name: "CollectionsMarshal" or "MemoryMarshal" } && call.Arguments.Length > 0 ? call.Arguments[0].Value : null;

    public static bool IsThreadStatic(IFieldSymbol field) => field.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "ThreadStaticAttribute");

    /// <summary>The value of a variable of which each thread, worker or asynchronous flow has one.</summary>
    public static bool IsPerThread(IPropertySymbol property) => property.Name == "Value" && property.ContainingType.Name is "ThreadLocal" or "AsyncLocal" or "WorkerLocal";

    public static bool IsAutomatic(IPropertySymbol property) =>
        property.ContainingType.GetMembers().Any(member => member is IFieldSymbol field && SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    private static bool IsOwner(ITypeSymbol? type) =>
        type?.ContainingNamespace?.ToDisplayString() is { } space
        && !space.StartsWith("System.Collections", StringComparison.Ordinal) && space is not ("System" or "System.IO" or "System.Text" or "System.Xml.Linq");

    /// <summary>A variable of such a type holds a copy of what it was given: its fields are its own, what they refer to isn't.</summary>
    private static bool IsCopied(ITypeSymbol type) => type.IsValueType && type is INamedTypeSymbol { SpecialType: SpecialType.None, TypeKind: TypeKind.Struct, IsRefLikeType: false } && !IsView(type);

    private static bool IsView(ITypeSymbol type) => type.Name is "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory" or "ArraySegment" || type.IsTupleType;

    private Origin Outside(ISymbol symbol, ITypeSymbol type) =>
        IsSynchronized(symbol) ? Origin.Safe : Origin.Shared(new Place(symbol, ""), Concrete(symbol, type));

    /// <summary>What a variable was declared with, where its own type leaves it open.</summary>
    private ITypeSymbol? Concrete(ISymbol symbol, ITypeSymbol type) =>
        type.TypeKind == TypeKind.Interface || type.IsAbstract ? Initial(symbol)?.Type : null;

    private bool IsSynchronized(ISymbol symbol) =>
        Initial(symbol) is IInvocationOperation { TargetMethod.Name: "Synchronized" } or IPropertyReferenceOperation { Property: { IsStatic: true, Name: "Shared" or "Out" or "Error" or "In" } };

    private IOperation? Initial(ISymbol symbol) =>
        symbol is ILocalSymbol or IFieldSymbol && symbol.DeclaringSyntaxReferences.Length == 1 && _code.InitialValueOf(symbol) is { } value ? EntryPoints.Unwrap(value) : null;

    private static Origin Join(Origin one, Origin two)
    {
        if (one.Kind == two.Kind)
        {
            return one.Kind == OriginKind.Shared && !one.Place.Equals(two.Place) ? Origin.Shared(one.Place, null, one.IsElement || two.IsElement) : one;
        }

        return Origin.Unknown;
    }

    /// <summary>The value that a method does nothing but return.</summary>
    public static IOperation? Returned(IOperation code)
    {
        IBlockOperation? block = code switch
        {
            IMethodBodyOperation body => body.BlockBody ?? body.ExpressionBody,
            ILocalFunctionOperation function => function.Body,
            IBlockOperation direct => direct,
            _ => null,
        };
        IOperation? only = block?.Operations.Length == 1 ? block.Operations[0] : null;
        return only is IReturnOperation { ReturnedValue: { } value } ? value : null;
    }

    private static bool HasLambda(IInvocationOperation call) => call.Arguments.Any(static argument => IsLambda(argument.Value));

    private static bool HasPredicate(IInvocationOperation call) => call.TargetMethod.Name is not ("GetOrAdd" or "AddOrUpdate") && HasLambda(call);

    private static bool IsLambda(IOperation value) => EntryPoints.Unwrap(value) is IAnonymousFunctionOperation or IMethodReferenceOperation;
}

using System.Threading;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ParallelCore.Analyzers.Bodies;

namespace ParallelCore.Analyzers.Loops;

/// <summary>Where a loop comes from.</summary>
internal enum LoopOrigin
{
    /// <summary>It runs on one thread, and must not get worse.</summary>
    Sequential,

    /// <summary>It runs in parallel, and something in it is being mended.</summary>
    Parallel,
}

/// <summary>
/// Reads a loop's body, and knows every kind of code that it lets pass: what it doesn't know is a refusal. What the body writes is collected; that the writes
/// of different iterations don't meet is for others to prove.
/// </summary>
internal sealed class LoopReader(LoopShape shape, SemanticModel model, SyntaxNode member, LoopOrigin origin, CancellationToken cancellationToken)
{
    private readonly Dictionary<ISymbol, bool> _assigned = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _rows = new(SymbolEqualityComparer.Default);
    private PureMethods? _methods;

    public Refusal? Refusal { get; private set; }

    public List<ElementAccess> Elements { get; } = [];

    /// <summary>Assignments of variables that were declared before the loop.</summary>
    public List<IOperation> Writes { get; } = [];

    public List<IOperation> Reads { get; } = [];

    /// <summary>The call by which the body appends to a list, if it does.</summary>
    public List<IInvocationOperation> Appends { get; } = [];

    public bool ReadsLists { get; private set; }

    private bool IsRefused => Refusal is not null;

    public void Read(IOperation? operation)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (IsRefused || operation is null)
        {
            return;
        }

        switch (operation)
        {
            case IBlockOperation or IVariableDeclarationGroupOperation or IVariableDeclarationOperation or IVariableInitializerOperation or IExpressionStatementOperation or IConditionalOperation
                or ILiteralOperation or IParenthesizedOperation or ICoalesceOperation or ISwitchOperation or ISwitchCaseOperation or ISwitchExpressionOperation or ISwitchExpressionArmOperation
                or IConstantPatternOperation or IRelationalPatternOperation or IBinaryPatternOperation or INegatedPatternOperation or IDiscardPatternOperation or IIsPatternOperation
                or ISingleValueCaseClauseOperation or IDefaultCaseClauseOperation or IRelationalCaseClauseOperation or ITupleOperation or IDefaultValueOperation or ISizeOfOperation or INameOfOperation
                or IEmptyOperation or IDiscardOperation or IArrayInitializerOperation or IInterpolatedStringTextOperation or IWhileLoopOperation or IForLoopOperation or IPatternCaseClauseOperation:
                Children(operation);
                break;
            case IVariableDeclaratorOperation declarator:
                if (declarator.Symbol.IsRef || declarator.Symbol.Type.IsRefLikeType || declarator.Symbol.IsStatic)
                {
                    Refuse(operation, $"what '{declarator.Symbol.Name}' refers to isn't known");
                }

                Children(operation);
                break;
            case IArrayCreationOperation array:
                Children(array);
                break;
            case IBinaryOperation { OperatorMethod: { } method } when !PureCalls.Contains(method):
            case IUnaryOperation { OperatorMethod: { } second } when !PureCalls.Contains(second):
                Refuse(operation, $"its operator is somebody's code, '{operation.Syntax}'");
                break;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Concatenate, Type.SpecialType: SpecialType.System_String } text when !HasPlainText(text.LeftOperand) || !HasPlainText(text.RightOperand):
                Refuse(operation, $"the ToString of a part of '{operation.Syntax}' isn't known");
                break;
            case IBinaryOperation or IUnaryOperation:
                if (operation.Type is null || operation.Type.TypeKind is TypeKind.Dynamic or TypeKind.Pointer or TypeKind.Delegate)
                {
                    Refuse(operation, $"what '{operation.Syntax}' does isn't known");
                }

                Children(operation);
                break;
            case IConversionOperation conversion:
                if ((conversion.OperatorMethod is { } converts && !PureCalls.Contains(converts)) || conversion.Type?.TypeKind is TypeKind.Dynamic or TypeKind.Pointer)
                {
                    Refuse(operation, $"what the conversion of '{operation.Syntax}' does isn't known");
                }

                Read(conversion.Operand);
                break;
            case ILocalReferenceOperation or IParameterReferenceOperation:
                ReadVariable(operation);
                break;
            case IInstanceReferenceOperation when operation.Type?.IsValueType == true:
                Refuse(operation, "a lambda can't use the fields of a struct that runs it");
                break;
            case IInstanceReferenceOperation:
                break;
            case IFieldReferenceOperation field:
                ReadField(field);
                break;
            case IPropertyReferenceOperation property:
                ReadProperty(property);
                break;
            case IArrayElementReferenceOperation element:
                ReadElement(element, isWrite: false);
                break;
            case ISimpleAssignmentOperation { IsRef: false } assignment:
                Read(assignment.Value);
                Write(assignment.Target, assignment);
                break;
            case ICompoundAssignmentOperation compound:
                if ((compound.OperatorMethod is { } adds && !PureCalls.Contains(adds)) || (compound.Type?.SpecialType == SpecialType.System_String && !HasPlainText(compound.Value)))
                {
                    Refuse(operation, $"its operator is somebody's code, '{operation.Syntax}'");
                }

                Read(compound.Value);
                Write(compound.Target, compound);
                break;
            case IIncrementOrDecrementOperation increment:
                Write(increment.Target, increment);
                break;
            case IDeconstructionAssignmentOperation { Target: ITupleOperation targets, Value: var value }:
                Read(value);
                foreach (IOperation target in targets.Elements)
                {
                    Write(target, operation);
                }

                break;
            case IForEachLoopOperation each:
                ReadForEach(each);
                break;
            case IBranchOperation branch:
                ReadBranch(branch);
                break;
            case IInvocationOperation call:
                ReadCall(call);
                break;
            case IObjectCreationOperation creation:
                if (!IsPlainCreation(creation))
                {
                    Refuse(operation, $"what the constructor of '{creation.Type?.Name}' does isn't known");
                }

                foreach (IArgumentOperation argument in creation.Arguments)
                {
                    Read(argument.Value);
                }

                break;
            case IInterpolatedStringOperation text:
                Children(text);
                break;
            case IInterpolationOperation part:
                if (!HasPlainText(part.Expression))
                {
                    Refuse(operation, $"the ToString of '{part.Expression.Syntax}' isn't known");
                }

                Read(part.Expression);
                break;
            default:
                Refuse(operation, Why(operation));
                break;
        }
    }

    public bool IsOutside(ISymbol symbol) =>
        !symbol.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == shape.Loop.SyntaxTree && shape.Loop.Span.Contains(reference.Span));

    /// <summary>What runs in parallel already stays as safe as it was, whatever it calls: only how its iterations end matters.</summary>
    public void Refuse(IOperation where, string why)
    {
        if (origin == LoopOrigin.Sequential || where is IBranchOperation or IReturnOperation or IAwaitOperation or IInvalidOperation)
        {
            Refusal ??= new Refusal(where.Syntax, why);
        }
        else if (where is not (IBinaryOperation or IUnaryOperation or IConversionOperation or IVariableDeclaratorOperation or IInvocationOperation or IObjectCreationOperation or IInterpolationOperation
            or IInstanceReferenceOperation or ILocalReferenceOperation or IParameterReferenceOperation or IAssignmentOperation or IIncrementOrDecrementOperation or IArgumentOperation or IFieldReferenceOperation or IPropertyReferenceOperation or IArrayElementReferenceOperation))
        {
            Children(where);
        }
    }

    private void Children(IOperation operation)
    {
        foreach (IOperation child in operation.ChildOperations)
        {
            Read(child);
        }
    }

    private static string Why(IOperation operation) =>
        operation switch
        {
            ILockOperation => "its iterations take a lock: they do something that others see",
            IReturnOperation => "it can end in the middle, at a return",
            IThrowOperation => "it can end in the middle, at a throw: what had been done until then would be different",
            ITryOperation => "it catches exceptions",
            IUsingOperation or IUsingDeclarationOperation => "it disposes of something in each iteration",
            IAwaitOperation => "it awaits: see ParallelRange.RunAsync",
            IAnonymousFunctionOperation or IDelegateCreationOperation or ILocalFunctionOperation => "what its lambda captures, and when it runs, isn't known",
            IEventAssignmentOperation => "it changes an event",
            IDynamicInvocationOperation or IDynamicMemberReferenceOperation => "what is called is known at run time only",
            IAddressOfOperation => "it works with addresses",
            _ => $"what '{Short(operation.Syntax)}' does isn't known",
        };

    private static string Short(SyntaxNode node)
    {
        string text = string.Join(" ", node.ToString().Split([' ', '\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= 50 ? text : text.Substring(0, 47) + "...";
    }

    private static bool HasPlainText(IOperation operation)
    {
        IOperation value = EntryPoints.Unwrap(operation);
        return value.ConstantValue.HasValue || PureCalls.HasPlainText(value.Type);
    }

    private void ReadVariable(IOperation operation)
    {
        ISymbol symbol = operation is ILocalReferenceOperation local ? local.Local : ((IParameterReferenceOperation)operation).Parameter;
        if (IsOutside(symbol))
        {
            if (symbol is ILocalSymbol { IsRef: true } or IParameterSymbol { RefKind: not RefKind.None } || operation.Type?.IsRefLikeType == true || operation.Type?.TypeKind == TypeKind.Pointer)
            {
                Refuse(operation, $"a lambda can't use '{symbol.Name}'");
            }

            // A primary constructor's parameter is a field that nobody sees.
            if (symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType.IsValueType: true } })
            {
                Refuse(operation, "a lambda can't use the fields of a struct that runs it");
            }

            Reads.Add(operation);
        }

        // Handed on as a whole: any element may be read.
        if (operation.Type is IArrayTypeSymbol array && NameOf(operation) is { } name)
        {
            Elements.Add(new ElementAccess(name, Unknown(array), isWrite: false, operation.Syntax));
        }
    }

    private void ReadField(IFieldReferenceOperation field)
    {
        if (field.Field.IsConst || field.Field.ContainingType.TypeKind == TypeKind.Enum)
        {
            return;
        }

        if (field.Field.IsVolatile || field.Field.RefKind != RefKind.None || field.Field.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "ThreadStaticAttribute"))
        {
            Refuse(field, $"'{field.Field.Name}' is volatile, a reference, or has a value on each thread");
            return;
        }

        Read(field.Instance);
        if (field.Type is IArrayTypeSymbol array && NameOf(field) is { } name)
        {
            Elements.Add(new ElementAccess(name, Unknown(array), isWrite: false, field.Syntax));
        }
    }

    private void ReadProperty(IPropertyReferenceOperation property)
    {
        Reads.Add(property);
        if (property.Property.GetMethod is not { } getter)
        {
            Refuse(property, $"what '{property.Property.Name}' does isn't known");
            return;
        }

        bool isLength = property.Property is { Name: "Length" or "LongLength" or "Rank", ContainingType.SpecialType: SpecialType.System_Array };
        if (!isLength)
        {
            Read(property.Instance);
        }
        else if (property.Instance is { } instance)
        {
            ReadLengthOf(instance);
        }

        foreach (IArgumentOperation argument in property.Arguments)
        {
            Read(argument.Value);
        }

        if (isLength || PureCalls.Contains(getter) || IsTuplePart(property.Property))
        {
            ReadsLists |= LoopShape.IsList(property.Property.ContainingType);
            return;
        }

        if (!IsAuto(property.Property) && !Methods.AreRead(getter, this, property))
        {
            Refuse(property, $"what '{property.Property.Name}' does isn't known");
        }
    }

    // Where an array is doesn't matter for how long it is.
    private void ReadLengthOf(IOperation array)
    {
        switch (array)
        {
            case ILocalReferenceOperation or IParameterReferenceOperation:
                int before = Elements.Count;
                ReadVariable(array);
                Elements.RemoveRange(before, Elements.Count - before);
                break;
            case IFieldReferenceOperation field:
                Read(field.Instance);
                break;
            default:
                Read(array);
                break;
        }
    }

    private static bool IsTuplePart(IPropertySymbol property) => property.ContainingType.IsTupleType;

    /// <summary>A property that only stores: the compiler's own code.</summary>
    public static bool IsAuto(IPropertySymbol property) =>
        !property.IsVirtual && !property.IsOverride && !property.IsAbstract && property.ContainingType.TypeKind != TypeKind.Interface
        && property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    private void ReadElement(IArrayElementReferenceOperation element, bool isWrite)
    {
        foreach (IOperation index in element.Indices)
        {
            Read(index);
        }

        IOperation array = EntryPoints.Unwrap(element.ArrayReference);
        switch (array)
        {
            case ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation:
                int before = Elements.Count;
                Read(array);
                Elements.RemoveRange(before, Elements.Count - before);
                break;
            default:
                Read(array);
                break;
        }

        ArrayName? name = NameOf(array);
        if (name is null)
        {
            // An array of the body's own.
            return;
        }

        if (isWrite && name.Root is null)
        {
            Refuse(element, $"which array '{array.Syntax}' is may be the same in several iterations");
        }

        Elements.Add(new ElementAccess(name, [.. element.Indices.Select(IndexOf)], isWrite, element.Syntax));
    }

    private static IReadOnlyList<IndexText> Unknown(IArrayTypeSymbol array) => [.. Enumerable.Repeat(IndexText.Unknown, array.Rank)];

    private void Write(IOperation target, IOperation write)
    {
        if (IsRefused)
        {
            return;
        }

        switch (EntryPoints.Unwrap(target))
        {
            case IDiscardOperation:
                break;
            case ILocalReferenceOperation { Local: var local }:
                if (SymbolEqualityComparer.Default.Equals(local, shape.Variable))
                {
                    Refuse(write, $"it changes its own '{local.Name}'");
                }
                else if (IsOutside(local))
                {
                    Writes.Add(write);
                    ReadVariable(target);
                }

                break;
            case IParameterReferenceOperation parameter:
                Writes.Add(write);
                ReadVariable(parameter);
                break;
            case IArrayElementReferenceOperation element:
                ReadElement(element, isWrite: true);
                break;
            case IFieldReferenceOperation { Instance: { Type.IsValueType: true } owner } field when OwnerOf(owner) is { } place:
                // A part of a struct is written where the struct is.
                if (field.Field.RefKind != RefKind.None)
                {
                    Refuse(write, $"'{field.Field.Name}' is a reference");
                }

                Write(place, write);
                break;
            case IFieldReferenceOperation field:
                Refuse(write, $"the field '{field.Field.Name}' is written: several iterations may write that of one object");
                break;
            case IPropertyReferenceOperation property:
                Refuse(write, $"'{property.Syntax}' is set: several iterations may set that of one object");
                break;
            default:
                Refuse(write, Why(target));
                break;
        }
    }

    private static IOperation? OwnerOf(IOperation owner) =>
        owner is IArrayElementReferenceOperation or ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation { Instance.Type.IsValueType: true } ? owner : null;

    private void ReadForEach(IForEachLoopOperation each)
    {
        ITypeSymbol? source = EntryPoints.Unwrap(each.Collection).Type;
        if (each.IsAsynchronous || !(source is IArrayTypeSymbol || source?.SpecialType == SpecialType.System_String || LoopShape.IsList(source)))
        {
            Refuse(each.Collection, $"what the enumerator of '{each.Collection.Syntax}' does isn't known");
            return;
        }

        ReadsLists |= LoopShape.IsList(source);
        Read(each.Collection);
        Read(each.LoopControlVariable);
        Read(each.Body);
    }

    private void ReadBranch(IBranchOperation branch)
    {
        if (branch.BranchKind == BranchKind.GoTo)
        {
            Refuse(branch, "it jumps");
            return;
        }

        // A break or continue of a loop inside is that loop's own business, and continue ends an iteration.
        for (SyntaxNode? node = branch.Syntax.Parent; node is not null; node = node.Parent)
        {
            if (node == shape.Loop)
            {
                if (branch.BranchKind == BranchKind.Break)
                {
                    Refuse(branch, "it can end in the middle, at a break: see ParallelRange.RunUntil");
                }

                return;
            }

            if (node is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax || (node is SwitchStatementSyntax && branch.BranchKind == BranchKind.Break))
            {
                return;
            }
        }
    }

    private void ReadCall(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        if (method.Name == "Add" && LoopShape.IsList(method.ContainingType) && call.Instance is ILocalReferenceOperation { Local: var list } && IsOutside(list) && call.Parent is IExpressionStatementOperation)
        {
            Appends.Add(call);
            Read(call.Arguments[0].Value);
            return;
        }

        Read(call.Instance);
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.Parameter?.RefKind is RefKind.Out && argument.Value is IDeclarationExpressionOperation or IDiscardOperation)
            {
                continue;
            }

            if (argument.Parameter?.RefKind is not (RefKind.None or RefKind.In))
            {
                Refuse(argument, $"it hands '{argument.Value.Syntax}' out to be written");
            }

            Read(argument.Value);
        }

        if (IsRefused || PureCalls.Contains(method) || (method.Name == "ToString" && method.Parameters.Length == 0 && PureCalls.HasPlainText(call.Instance?.Type))
            || (method is { Name: "GetLength" or "GetUpperBound" or "GetLowerBound", ContainingType.SpecialType: SpecialType.System_Array }))
        {
            ReadsLists |= LoopShape.IsList(method.ContainingType);
            return;
        }

        if (!Methods.AreRead(method, this, call))
        {
            Refuse(call, Methods.WhyNot ?? $"what '{method.Name}' does isn't known");
        }
    }

    private PureMethods Methods => _methods ??= new PureMethods(model.Compilation, cancellationToken);

    private static bool IsPlainCreation(IObjectCreationOperation creation)
    {
        if (creation.Initializer is not null || creation.Type is not INamedTypeSymbol type || creation.Constructor is not { } constructor)
        {
            return false;
        }

        return (type.IsValueType && constructor.IsImplicitlyDeclared && constructor.Parameters.IsEmpty)
            || PureCalls.Contains(constructor)
            || (type.IsRecord && type.BaseType?.SpecialType is SpecialType.System_Object or SpecialType.System_ValueType && type.DeclaringSyntaxReferences is [{ } only]
                && only.GetSyntax() is RecordDeclarationSyntax { ParameterList: not null, Members.Count: 0 });
    }

    /// <summary>The name of an array; null for one that the body has made itself.</summary>
    private ArrayName? NameOf(IOperation array)
    {
        ITypeSymbol element = ((array.Type as IArrayTypeSymbol)?.ElementType) ?? model.Compilation.ObjectType;
        switch (array)
        {
            case ILocalReferenceOperation { Local: var local }:
                if (!IsOutside(local))
                {
                    return IsAlwaysNew(local) ? null : new ArrayName(null, "", element);
                }

                return new ArrayName(local, "", element, IsAlwaysNew(local), IsAssigned(local) ? null : local.Locations[0].SourceSpan.Start);
            case IParameterReferenceOperation { Parameter: var parameter }:
                return new ArrayName(parameter, "", element, Since: IsAssigned(parameter) ? null : -1);
            case IFieldReferenceOperation { Field.IsStatic: true } field:
                return new ArrayName(field.Field, "", element);
            case IFieldReferenceOperation or IPropertyReferenceOperation when PathOf(array) is ({ } root, { } path):
                return new ArrayName(root, path, element);
            default:
                return new ArrayName(null, "", element);
        }
    }

    /// <summary>Fields and simple properties that lead from a variable to an object: none of them is written in the loop.</summary>
    private (ISymbol? Root, string? Path) PathOf(IOperation? operation)
    {
        switch (operation)
        {
            case ILocalReferenceOperation { Local: var local } when IsOutside(local):
                return (local, local.Name);
            case IParameterReferenceOperation { Parameter: var parameter }:
                return (parameter, parameter.Name);
            case IInstanceReferenceOperation { Type: { } type }:
                return (type, "this");
            case IFieldReferenceOperation field when field.Instance is not null && PathOf(field.Instance) is ({ } root, { } path):
                return (root, path + "." + field.Field.Name);
            case IPropertyReferenceOperation property when property.Instance is not null && IsAuto(property.Property) && PathOf(property.Instance) is ({ } root, { } path):
                return (root, path + "." + property.Property.Name);
            default:
                return default;
        }
    }

    /// <summary>A variable that never held anything but arrays made for it.</summary>
    private bool IsAlwaysNew(ILocalSymbol local) =>
        local.DeclaringSyntaxReferences is [{ } only] && only.GetSyntax(cancellationToken) is VariableDeclaratorSyntax { Initializer.Value: ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax } && !IsAssigned(local);

    /// <summary>Whether anything but a variable's declaration gives it a value.</summary>
    public bool IsAssigned(ISymbol symbol)
    {
        if (!_assigned.TryGetValue(symbol, out bool isAssigned))
        {
            isAssigned = Assignments.Of(symbol, member);
            _assigned.Add(symbol, isAssigned);
        }

        return isAssigned;
    }

    private IndexText IndexOf(IOperation operation)
    {
        IOperation index = operation;
        switch (index)
        {
            case { ConstantValue: { HasValue: true, Value: int constant } }:
                return new IndexText(0, constant, "");
            case IConversionOperation { IsImplicit: true, Operand: var operand }:
                return IndexOf(operand);
            case IParenthesizedOperation { Operand: var operand }:
                return IndexOf(operand);
            case ILocalReferenceOperation { Local: var local } when SymbolEqualityComparer.Default.Equals(local, shape.Variable):
                return shape.Source is null ? new IndexText(1, 0, "") : IndexText.Unknown;
            case ILocalReferenceOperation { Local: var local } when IsOutside(local):
                return new IndexText(0, 0, "+" + local.Name);
            case IParameterReferenceOperation { Parameter: var parameter }:
                return new IndexText(0, 0, "+" + parameter.Name);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract } sum:
                if (RowOf(sum) is { } row)
                {
                    return row;
                }

                return Sum(IndexOf(sum.LeftOperand), IndexOf(sum.RightOperand), sum.OperatorKind == BinaryOperatorKind.Add ? 1 : -1);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } product:
                IndexText left = IndexOf(product.LeftOperand), right = IndexOf(product.RightOperand);
                return (left, right) switch
                {
                    ({ Factor: 0, Rest: "", Constant: > 0 and < 1 << 20 and var times }, { Rest: "", RowLength: null }) => new IndexText(right.Factor * times, right.Constant * times, ""),
                    ({ Rest: "", RowLength: null }, { Factor: 0, Rest: "", Constant: > 0 and < 1 << 20 and var times }) => new IndexText(left.Factor * times, left.Constant * times, ""),
                    _ => IndexText.Unknown,
                };
            default:
                return IndexText.Unknown;
        }
    }

    private static IndexText Sum(IndexText left, IndexText right, int sign)
    {
        if (left.Rest == "?" || right.Rest == "?" || left.RowLength is not null || right.RowLength is not null || (right.Rest.Length > 0 && sign < 0))
        {
            return IndexText.Unknown;
        }

        string[] names = [.. left.Rest.Split(['+'], StringSplitOptions.RemoveEmptyEntries), .. right.Rest.Split(['+'], StringSplitOptions.RemoveEmptyEntries)];
        Array.Sort(names, StringComparer.Ordinal);
        long factor = left.Factor + (sign * right.Factor);
        return factor < 0 ? IndexText.Unknown : new IndexText(factor, left.Constant + (sign * right.Constant), string.Concat(names.Select(static name => "+" + name)));
    }

    /// <summary><c>i * width + j</c> with an inner <c>for (j = 0; j &lt; width; j++)</c>: rows don't overlap, and an index that wrapped would have been negative first.</summary>
    private IndexText? RowOf(IBinaryOperation sum)
    {
        if (sum.OperatorKind != BinaryOperatorKind.Add || EntryPoints.Unwrap(sum.LeftOperand) is not IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } product || EntryPoints.Unwrap(sum.RightOperand) is not ILocalReferenceOperation { Local: var column })
        {
            return null;
        }

        IOperation? width = IsIndex(product.LeftOperand) ? product.RightOperand : IsIndex(product.RightOperand) ? product.LeftOperand : null;
        if (width is null || (width.ConstantValue.HasValue ? null : NameOfInvariant(width)) is not { } name || !RunsOverRow(column, name))
        {
            return null;
        }

        return new IndexText(1, 0, "", name);
    }

    private bool IsIndex(IOperation operation) =>
        shape.Source is null && shape.Variable.Type.SpecialType == SpecialType.System_Int32 && EntryPoints.Unwrap(operation) is ILocalReferenceOperation { Local: var local } && SymbolEqualityComparer.Default.Equals(local, shape.Variable);

    private string? NameOfInvariant(IOperation operation) =>
        operation switch
        {
            ILocalReferenceOperation { Local: var local } when IsOutside(local) && local.Type.SpecialType == SpecialType.System_Int32 => local.Name,
            IParameterReferenceOperation { Parameter: { Type.SpecialType: SpecialType.System_Int32 } parameter } => parameter.Name,
            _ => null,
        };

    private bool RunsOverRow(ILocalSymbol column, string width)
    {
        if (_rows.Contains(column))
        {
            return true;
        }

        if (column.DeclaringSyntaxReferences is not [{ } only] || only.GetSyntax(cancellationToken) is not VariableDeclaratorSyntax { Parent.Parent: ForStatementSyntax inner } || inner == shape.Loop
            || LoopShape.Read(inner, model, origin, cancellationToken, out _) is not { IsInclusive: false, From: LiteralExpressionSyntax, Bound: IdentifierNameSyntax bound } read
            || bound.Identifier.ValueText != width || Assignments.Of(column, inner.Statement))
        {
            return false;
        }

        return read.Variable.Type.SpecialType == SpecialType.System_Int32;
    }
}

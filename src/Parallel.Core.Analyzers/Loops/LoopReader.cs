using System.Threading;
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
internal sealed partial class LoopReader(LoopShape shape, SemanticModel model, SyntaxNode member, LoopOrigin origin, CancellationToken cancellationToken)
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
}

using System.Threading;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ParallelCore.Analyzers.Bodies;

namespace ParallelCore.Analyzers.Loops;

/// <summary>Methods of the same compilation whose bodies only compute: they write variables and arrays of their own, and call nothing but their like.</summary>
internal sealed class PureMethods(Compilation compilation, CancellationToken cancellationToken)
{
    private const int MostCalls = 6;

    private readonly Dictionary<IMethodSymbol, List<ElementAccess>?> _known = new(SymbolEqualityComparer.Default);

    /// <summary>Why the last method that was asked about isn't one.</summary>
    public string? WhyNot { get; private set; }

    /// <summary>Whether a method only computes; what arrays it reads becomes part of what the loop reads.</summary>
    public bool AreRead(IMethodSymbol method, LoopReader reader, IOperation call)
    {
        WhyNot = null;
        if (Read(method, 0) is not { } elements)
        {
            return false;
        }

        reader.Elements.AddRange(elements.Select(element => new ElementAccess(element.Array, [IndexText.Unknown], isWrite: false, call.Syntax)));
        return true;
    }

    /// <summary>Whether a method only computes.</summary>
    public bool Contains(IMethodSymbol method) => Read(method, 0) is not null;

    private List<ElementAccess>? Read(IMethodSymbol method, int depth)
    {
        method = method.OriginalDefinition;
        if (_known.TryGetValue(method, out List<ElementAccess>? known))
        {
            return known;
        }

        if (depth > MostCalls || method.IsVirtual || method.IsAbstract || method.IsOverride || method.IsAsync || method.IsExtern || method.ReturnsByRef || method.ContainingType.TypeKind == TypeKind.Interface
            || method.MethodKind is not (MethodKind.Ordinary or MethodKind.PropertyGet) || method.Parameters.Any(static parameter => parameter.RefKind is RefKind.Ref or RefKind.Out)
            || method.DeclaringSyntaxReferences is not [{ } only] || HasStaticConstructor(method.ContainingType))
        {
            WhyNot ??= $"what '{method.Name}' does isn't known";
            return null;
        }

        SyntaxNode declaration = only.GetSyntax(cancellationToken);
        SemanticModel model = Model(declaration.SyntaxTree);
        SyntaxNode? body = declaration switch
        {
            BaseMethodDeclarationSyntax { ExpressionBody: { } expression } => expression,
            BaseMethodDeclarationSyntax { Body: { } block } => block,
            AccessorDeclarationSyntax { ExpressionBody: { } expression } => expression,
            AccessorDeclarationSyntax { Body: { } block } => block,
            ArrowExpressionClauseSyntax arrow => arrow,
            _ => null,
        };
        if (body is null || model.GetOperation(body, cancellationToken) is not { } operation)
        {
            WhyNot ??= $"what '{method.Name}' does isn't known";
            return null;
        }

        // A method that calls itself is what the rest of it is.
        List<ElementAccess> elements = [];
        _known.Add(method, elements);
        string? found = new Walk(this, body, elements, depth).Visit(operation);
        if (found is null)
        {
            return elements;
        }

        WhyNot ??= $"'{method.Name}' is called, in which {found}";
        _known[method] = null;
        return null;
    }

    // One compilation's models are made by it, and kept here for as long as one loop is read.
#pragma warning disable RS1030
    private SemanticModel Model(SyntaxTree tree) => compilation.GetSemanticModel(tree);
#pragma warning restore RS1030

    // It would run with the first call, on any thread.
    private static bool HasStaticConstructor(INamedTypeSymbol type) => type.StaticConstructors.Any(static constructor => !constructor.IsImplicitlyDeclared);

    private sealed class Walk(PureMethods methods, SyntaxNode body, List<ElementAccess> elements, int depth)
    {
        public string? Visit(IOperation operation)
        {
            methods.ThrowIfCancelled();
            switch (operation)
            {
                case IBlockOperation or IVariableDeclarationGroupOperation or IVariableDeclarationOperation or IVariableInitializerOperation or IExpressionStatementOperation or IConditionalOperation
                    or ILiteralOperation or IParenthesizedOperation or ICoalesceOperation or ISwitchOperation or ISwitchCaseOperation or ISwitchExpressionOperation or ISwitchExpressionArmOperation
                    or IConstantPatternOperation or IRelationalPatternOperation or IBinaryPatternOperation or INegatedPatternOperation or IDiscardPatternOperation or IIsPatternOperation
                    or ISingleValueCaseClauseOperation or IDefaultCaseClauseOperation or IRelationalCaseClauseOperation or IPatternCaseClauseOperation or ITupleOperation or IDefaultValueOperation or ISizeOfOperation
                    or INameOfOperation or IEmptyOperation or IArrayCreationOperation or IArrayInitializerOperation or IWhileLoopOperation or IForLoopOperation or IReturnOperation or IInstanceReferenceOperation
                    or IParameterReferenceOperation or ILocalReferenceOperation:
                    break;
                case IBranchOperation { BranchKind: not BranchKind.GoTo }:
                    break;
                case IVariableDeclaratorOperation { Symbol: { IsRef: false, IsStatic: false, Type.IsRefLikeType: false } }:
                    break;
                case IBinaryOperation binary when (binary.OperatorMethod is null || PureCalls.Contains(binary.OperatorMethod)) && binary.Type is { TypeKind: not (TypeKind.Dynamic or TypeKind.Delegate or TypeKind.Pointer), SpecialType: not SpecialType.System_String }:
                case IUnaryOperation unary when (unary.OperatorMethod is null || PureCalls.Contains(unary.OperatorMethod)) && unary.Type?.TypeKind is not (null or TypeKind.Dynamic or TypeKind.Pointer):
                case IConversionOperation conversion when (conversion.OperatorMethod is null || PureCalls.Contains(conversion.OperatorMethod)) && conversion.Type?.TypeKind is not (TypeKind.Dynamic or TypeKind.Pointer):
                    break;
                case IFieldReferenceOperation { Field: var field }:
                    if (field.IsVolatile || field.RefKind != RefKind.None || field.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "ThreadStaticAttribute"))
                    {
                        return $"'{field.Name}' is volatile, a reference, or has a value on each thread";
                    }

                    break;
                case IPropertyReferenceOperation { Property: var property }:
                    if (!(property is { Name: "Length", ContainingType.SpecialType: SpecialType.System_Array } || LoopReader.IsAuto(property) || (property.GetMethod is { } getter && (PureCalls.Contains(getter) || Callee(getter)))))
                    {
                        return $"what '{property.Name}' does isn't known";
                    }

                    break;
                case IArrayElementReferenceOperation element:
                    if (!IsOwnArray(element.ArrayReference) && element.ArrayReference.Type is IArrayTypeSymbol array)
                    {
                        elements.Add(new ElementAccess(new ArrayName(null, "", array.ElementType), [IndexText.Unknown], isWrite: false, element.Syntax));
                    }

                    break;
                case ISimpleAssignmentOperation { IsRef: false } assignment when IsOwn(assignment.Target):
                case ICompoundAssignmentOperation compound when (compound.OperatorMethod is null || PureCalls.Contains(compound.OperatorMethod)) && compound.Type?.SpecialType != SpecialType.System_String && IsOwn(compound.Target):
                case IIncrementOrDecrementOperation increment when IsOwn(increment.Target):
                    break;
                case IForEachLoopOperation { IsAsynchronous: false } each when EntryPoints.Unwrap(each.Collection).Type is { } source && (source is IArrayTypeSymbol || source.SpecialType == SpecialType.System_String || LoopShape.IsList(source)):
                    if (source is IArrayTypeSymbol items)
                    {
                        elements.Add(new ElementAccess(new ArrayName(null, "", items.ElementType), [IndexText.Unknown], isWrite: false, each.Syntax));
                    }

                    break;
                case IInvocationOperation call:
                    if (call.TargetMethod is { ContainingType.SpecialType: SpecialType.System_Array, Name: "GetLength" } || PureCalls.Contains(call.TargetMethod))
                    {
                        break;
                    }

                    if (!Callee(call.TargetMethod))
                    {
                        return $"what '{call.TargetMethod.Name}' does isn't known";
                    }

                    break;
                case IArgumentOperation { Parameter.RefKind: RefKind.None or RefKind.In }:
                    break;
                case ISimpleAssignmentOperation or ICompoundAssignmentOperation or IIncrementOrDecrementOperation:
                    return $"'{operation.Syntax}' writes something that isn't its own";
                case IThrowOperation:
                    return "an exception is thrown";
                default:
                    return $"what '{operation.Syntax}' does isn't known";
            }

            foreach (IOperation child in operation.ChildOperations)
            {
                if (Visit(child) is { } found)
                {
                    return found;
                }
            }

            return null;
        }

        private bool Callee(IMethodSymbol method)
        {
            if (methods.Read(method, depth + 1) is not { } its)
            {
                return false;
            }

            if (its != elements)
            {
                elements.AddRange(its);
            }

            return true;
        }

        private bool IsOwn(IOperation target) =>
            EntryPoints.Unwrap(target) switch
            {
                ILocalReferenceOperation or IDiscardOperation => true,
                IParameterReferenceOperation { Parameter.RefKind: RefKind.None } => true,
                IArrayElementReferenceOperation element => IsOwnArray(element.ArrayReference),
                _ => false,
            };

        private bool IsOwnArray(IOperation array) =>
            array is ILocalReferenceOperation { Local: { DeclaringSyntaxReferences: [{ } only] } local } && only.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax }
            && !Assignments.Of(local, body);
    }

    private void ThrowIfCancelled() => cancellationToken.ThrowIfCancellationRequested();
}

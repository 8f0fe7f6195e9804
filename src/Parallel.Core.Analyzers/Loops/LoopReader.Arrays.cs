using Microsoft.CodeAnalysis.CSharp.Syntax;
using ParallelCore.Analyzers.Bodies;

namespace ParallelCore.Analyzers.Loops;

/// <content>What arrays are called, and which element an index picks.</content>
internal sealed partial class LoopReader
{
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

namespace ParallelCore.Analyzers.Sharing;

/// <summary>How a local variable gets a value.</summary>
internal enum ValueKind
{
    /// <summary>Declared with it, or assigned.</summary>
    Value,

    /// <summary>Counted up or down, or combined with what it holds.</summary>
    Update,

    /// <summary>An element of what a <c>foreach</c> runs over.</summary>
    Element,

    /// <summary>Handed out by a call.</summary>
    Out,

    /// <summary>One part of a deconstructed value.</summary>
    Part,

    /// <summary>Some other way.</summary>
    Other,
}

internal readonly struct ValueSource(ValueKind kind, IOperation operation, int ordinal = 0)
{
    public ValueKind Kind { get; } = kind;

    public IOperation Operation { get; } = operation;

    public int Ordinal { get; } = ordinal;
}

/// <summary>What is known about the variables of a piece of code before its accesses are judged.</summary>
internal sealed class BodyFacts
{
    private static readonly IReadOnlyList<ValueSource> s_none = [];
    private readonly Dictionary<ISymbol, List<ValueSource>> _values = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, IForLoopOperation> _loops = new(SymbolEqualityComparer.Default);

    public BodyFacts(IOperation code)
    {
        foreach (IOperation operation in code.DescendantsAndSelf())
        {
            Read(operation);
        }
    }

    public IReadOnlyList<ValueSource> ValuesOf(ISymbol symbol) => _values.TryGetValue(symbol, out List<ValueSource>? values) ? values : s_none;

    /// <summary>The loop that counts with the variable.</summary>
    public IForLoopOperation? LoopOf(ISymbol symbol) => _loops.TryGetValue(symbol, out IForLoopOperation? loop) ? loop : null;

    /// <summary>The only value that the variable ever has.</summary>
    public IOperation? OnlyValueOf(ISymbol symbol) =>
        ValuesOf(symbol) is { Count: 1 } values && values[0].Kind == ValueKind.Value ? values[0].Operation : null;

    private void Read(IOperation operation)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation { Initializer: { } initializer } declarator:
                Add(declarator.Symbol, ValueKind.Value, initializer.Value);
                break;
            case IVariableDeclaratorOperation { Parent: IVariableDeclarationOperation { Initializer: { } shared } } declarator:
                Add(declarator.Symbol, ValueKind.Value, shared.Value);
                break;
            case ISimpleAssignmentOperation assignment:
                AddTarget(assignment.Target, ValueKind.Value, assignment.Value);
                break;
            case ICoalesceAssignmentOperation assignment:
                AddTarget(assignment.Target, ValueKind.Value, assignment.Value);
                break;
            case ICompoundAssignmentOperation assignment:
                AddTarget(assignment.Target, ValueKind.Update, assignment);
                break;
            case IIncrementOrDecrementOperation increment:
                AddTarget(increment.Target, ValueKind.Update, increment);
                break;
            case IDeconstructionAssignmentOperation assignment:
                AddParts(assignment.Target, assignment.Value);
                break;
            case IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref } argument:
                AddTarget(argument.Value, ValueKind.Out, argument);
                break;
            case IForEachLoopOperation loop:
                AddElements(loop.LoopControlVariable, loop);
                break;
            case IForLoopOperation loop:
                AddLoop(loop);
                break;
            case IDeclarationPatternOperation { DeclaredSymbol: { } symbol }:
                Add(symbol, ValueKind.Other, operation);
                break;
            case IRecursivePatternOperation { DeclaredSymbol: { } symbol }:
                Add(symbol, ValueKind.Other, operation);
                break;
        }
    }

    private void AddLoop(IForLoopOperation loop)
    {
        foreach (IOperation before in loop.Before)
        {
            switch (before)
            {
                case IVariableDeclarationGroupOperation group:
                    foreach (IVariableDeclarationOperation declaration in group.Declarations)
                    {
                        foreach (IVariableDeclaratorOperation declarator in declaration.Declarators)
                        {
                            _loops[declarator.Symbol] = loop;
                        }
                    }

                    break;
                case IExpressionStatementOperation { Operation: ISimpleAssignmentOperation { Target: ILocalReferenceOperation local } }:
                    _loops[local.Local] = loop;
                    break;
            }
        }
    }

    private void AddElements(IOperation variable, IForEachLoopOperation loop)
    {
        switch (variable)
        {
            case IVariableDeclaratorOperation declarator:
                Add(declarator.Symbol, ValueKind.Element, loop);
                break;
            default:
                foreach (IOperation part in variable.DescendantsAndSelf())
                {
                    AddTarget(part, ValueKind.Element, loop);
                }

                break;
        }
    }

    private void AddParts(IOperation target, IOperation value)
    {
        if (target is IDeclarationExpressionOperation declaration)
        {
            target = declaration.Expression;
        }

        if (target is not ITupleOperation tuple)
        {
            return;
        }

        ITupleOperation? values = value is IConversionOperation { Operand: ITupleOperation converted } ? converted : value as ITupleOperation;
        for (int i = 0; i < tuple.Elements.Length; i++)
        {
            if (tuple.Elements[i] is ITupleOperation)
            {
                continue;
            }

            if (values is not null && i < values.Elements.Length)
            {
                AddTarget(tuple.Elements[i], ValueKind.Value, values.Elements[i]);
            }
            else
            {
                AddTarget(tuple.Elements[i], ValueKind.Part, value, i);
            }
        }
    }

    private void AddTarget(IOperation target, ValueKind kind, IOperation value, int ordinal = 0)
    {
        switch (target)
        {
            case ILocalReferenceOperation local:
                Add(local.Local, kind, value, ordinal);
                break;
            case IParameterReferenceOperation parameter:
                Add(parameter.Parameter, kind, value, ordinal);
                break;
            case IDeclarationExpressionOperation declaration:
                AddTarget(declaration.Expression, kind, value, ordinal);
                break;
        }
    }

    private void Add(ISymbol symbol, ValueKind kind, IOperation operation, int ordinal = 0)
    {
        if (!_values.TryGetValue(symbol, out List<ValueSource>? values))
        {
            _values.Add(symbol, values = []);
        }

        values.Add(new ValueSource(kind, operation, ordinal));
    }
}

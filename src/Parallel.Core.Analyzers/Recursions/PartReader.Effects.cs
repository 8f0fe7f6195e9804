using ParallelCore.Analyzers.Loops;

namespace ParallelCore.Analyzers.Recursions;

/// <content>What is written, which elements are touched, and what is called.</content>
internal sealed partial class PartReader
{
    /// <summary>An element of an array that was given is in the part; one of an array that was made here is nobody else's.</summary>
    private void Touch(IArrayElementReferenceOperation element)
    {
        ISymbol? array = SymbolOf(element.ArrayReference);
        IntegerSum? index = null;
        foreach (IOperation one in element.Indices)
        {
            index = ValueOf(one);
        }

        if (array is not null && _ownArrays.Contains(array))
        {
            return;
        }

        if (array is null || !_givenArrays.Contains(array) || element.Indices.Length != 1)
        {
            Refuse();
            return;
        }

        if (_zone is not null && _unsettled == 0 && !(index is { IsSimple: true } place && _zone.Proves(First, place.Plus, place.Constant) && _zone.Proves(place.Plus, End, (_part.HoldsEnd ? 0 : -1) - place.Constant)))
        {
            Refuse();
        }
    }

    private IntegerSum? Assign(IOperation target, IOperation value)
    {
        Reach(target);
        IntegerSum? assigned = ValueOf(value);
        Overwrite(target, assigned);

        // Told by the variable as it is now: 'k + 1' meant the one before.
        return VariableOf(target) is { } variable ? IntegerSum.Of(variable) : HasEffect(value) ? null : assigned;
    }

    private IntegerSum? Change(ICompoundAssignmentOperation compound)
    {
        Reach(compound.Target);
        IntegerSum? by = ValueOf(compound.Value), changed = null;
        if (_zone is not null && compound.OperatorKind is BinaryOperatorKind.Add or BinaryOperatorKind.Subtract && !HasEffect(compound.Value) && VariableOf(compound.Target) is { } variable && by is { } amount && IsBounded(IntegerSum.Of(variable)) && IsBounded(amount))
        {
            changed = IntegerSum.Add(IntegerSum.Of(variable), amount, compound.OperatorKind == BinaryOperatorKind.Subtract);
        }

        Overwrite(compound.Target, changed);
        return null;
    }

    private IntegerSum? Step(IIncrementOrDecrementOperation step)
    {
        Reach(step.Target);
        int by = step.Kind == OperationKind.Increment ? 1 : -1;
        if (_zone is null || VariableOf(step.Target) is not { } variable || !IsBounded(IntegerSum.Of(variable)))
        {
            Overwrite(step.Target, null);
            return null;
        }

        Overwrite(step.Target, IntegerSum.Of(variable, by));
        return IntegerSum.Of(variable, step.IsPostfix ? -by : 0);
    }

    /// <summary>What a target touches before it is written.</summary>
    private void Reach(IOperation target)
    {
        switch (target)
        {
            case ILocalReferenceOperation { Local.IsRef: false, Type: not IArrayTypeSymbol } or IDiscardOperation or IDeclarationExpressionOperation { Expression: ILocalReferenceOperation { Type: not IArrayTypeSymbol } }:
                break;
            case IParameterReferenceOperation { Parameter.RefKind: RefKind.None or RefKind.Ref or RefKind.Out, Type: not IArrayTypeSymbol } parameter when IsOfMethod(parameter.Parameter):
                break;
            case IArrayElementReferenceOperation element:
                Touch(element);
                break;
            case IFieldReferenceOperation { Instance: { Type.IsValueType: true } owner, Field: { IsVolatile: false, RefKind: RefKind.None } }:
                Reach(owner);
                break;
            default:
                Refuse();
                break;
        }
    }

    private bool IsOfMethod(IParameterSymbol parameter) => SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, _frames.Peek().Method);

    private void Overwrite(IOperation target, IntegerSum? value)
    {
        if (SymbolOf(target is IDeclarationExpressionOperation declared ? declared.Expression : target) is { } symbol)
        {
            Set(symbol, value);
        }
    }

    private void Set(ISymbol symbol, IntegerSum? value)
    {
        if (_zone is null || !IsNumber(symbol))
        {
            return;
        }

        int variable = Variable(symbol);
        if (value is { IsSimple: true } known && !_isRefused)
        {
            _zone.Set(variable, known.Plus, known.Constant);
        }
        else
        {
            _zone.Forget(variable);
        }
    }

    // A parameter by reference may change with what it refers to.
    private static bool IsNumber(ISymbol symbol) =>
        symbol switch
        {
            ILocalSymbol local => local.Type.SpecialType == SpecialType.System_Int32,
            IParameterSymbol parameter => parameter.Type.SpecialType == SpecialType.System_Int32 && parameter.RefKind == RefKind.None,
            IMethodSymbol => true,
            _ => false,
        };

    private int? VariableOf(IOperation operation) => SymbolOf(operation) is { } symbol && IsNumber(symbol) ? Variable(symbol) : null;

    private static ISymbol? SymbolOf(IOperation operation) =>
        operation switch
        {
            ILocalReferenceOperation local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            IParenthesizedOperation { Operand: var inner } => SymbolOf(inner),
            IConversionOperation { IsImplicit: true, Conversion.IsIdentity: true, Operand: var same } => SymbolOf(same),
            _ => null,
        };

    private int Variable(ISymbol symbol) => Variable(symbol, _variables);

    private int Variable<TKey>(TKey key, Dictionary<TKey, int> known)
    {
        if (!known.TryGetValue(key, out int variable))
        {
            // Behind zero and the ghosts.
            variable = _variables.Count + _middles.Count + End + 1;
            if (variable >= Zone.Size)
            {
                Refuse();
                return Zone.Size - 1;
            }

            known.Add(key, variable);
        }

        return variable;
    }

    private IntegerSum? Call(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        if (call.Instance is { } instance)
        {
            ValueOf(instance);
        }

        if (SymbolEqualityComparer.Default.Equals(method.OriginalDefinition, _method.OriginalDefinition))
        {
            Recur(call);
            return null;
        }

        if (PureCalls.Contains(method) && method.Parameters.All(static parameter => parameter.RefKind == RefKind.None))
        {
            call.Arguments.ToList().ForEach(argument => ValueOf(argument.Value));
            return null;
        }

        if (method.MethodKind != MethodKind.Ordinary || method.IsVirtual || method.IsAbstract || method.IsOverride || method.IsAsync || method.ReturnsByRef || method.ReturnsByRefReadonly || method.ReturnType is IArrayTypeSymbol || method.ContainingType.StaticConstructors.Any(static one => !one.IsImplicitlyDeclared)
            || (!method.IsStatic && method.ContainingType.IsValueType) || _frames.Count > MostCalls || _frames.Any(frame => SymbolEqualityComparer.Default.Equals(frame.Method, method.OriginalDefinition)) || _code.Of(method) is not { } body)
        {
            Refuse();
            return null;
        }

        Follow(call, method.OriginalDefinition, body);
        return method.ReturnType.SpecialType == SpecialType.System_Int32 && _zone is not null && !_isRefused ? IntegerSum.Of(Variable(method.OriginalDefinition)) : null;
    }

    /// <summary>Runs a method that is called, with what is known of its arguments.</summary>
    private void Follow(IInvocationOperation call, IMethodSymbol method, IOperation body)
    {
        if (call.Arguments.Any(static argument => argument.Value.DescendantsAndSelf().Any(static inner => inner is IInvocationOperation other && !PureCalls.Contains(other.TargetMethod))))
        {
            // A call of the same method in there would change the parameters that are being set.
            Refuse();
            return;
        }

        var written = new List<ISymbol>();
        foreach (IArgumentOperation argument in call.Arguments)
        {
            IParameterSymbol parameter = method.Parameters[argument.Parameter!.Ordinal];
            if (parameter.Type is IArrayTypeSymbol && parameter.RefKind == RefKind.None)
            {
                // Assigned in there, it would be a name of another array.
                if (SymbolOf(argument.Value) is not { } array || (!_ownArrays.Contains(array) && !_givenArrays.Contains(array)) || Assignments.Of(parameter, body.Syntax))
                {
                    Refuse();
                    return;
                }

                (_ownArrays.Contains(array) ? _givenArrays : _ownArrays).Remove(parameter);
                (_ownArrays.Contains(array) ? _ownArrays : _givenArrays).Add(parameter);
            }
            else if (parameter.RefKind is RefKind.Ref or RefKind.Out)
            {
                Reach(argument.Value);
                if (SymbolOf(argument.Value is IDeclarationExpressionOperation declared ? declared.Expression : argument.Value) is { } symbol)
                {
                    written.Add(symbol);
                }
            }
            else if (parameter.RefKind == RefKind.None && !parameter.Type.IsRefLikeType)
            {
                Set(parameter, ValueOf(argument.Value));
            }
            else
            {
                Refuse();
                return;
            }
        }

        // A variable that the method changes through a reference isn't what it was for as long as that runs.
        written.ForEach(symbol => Set(symbol, null));
        var frame = new Frame(method, body.Syntax);
        _frames.Push(frame);
        Loop[] around = [.. _loops];
        _loops.Clear();
        Run(body);
        for (int i = around.Length - 1; i >= 0; i--)
        {
            _loops.Push(around[i]);
        }

        _frames.Pop();
        _zone = Zone.Join(_zone, frame.Returned);
        written.ForEach(symbol => Set(symbol, null));
    }

    /// <summary>The method calls itself: on the same arrays and the same object, and on a part of its part.</summary>
    private void Recur(IInvocationOperation call)
    {
        IntegerSum? first = null, end = null;
        if (call.Instance is not (null or IInstanceReferenceOperation) || call.Arguments.Any(static argument => argument.ArgumentKind != ArgumentKind.Explicit || HasEffect(argument.Value)))
        {
            Refuse();
            return;
        }

        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.Value.DescendantsAndSelf().Any(static inner => inner is IArrayElementReferenceOperation))
            {
                // The other call may write it.
                Refuse();
                return;
            }

            if (argument.Parameter!.Type is IArrayTypeSymbol)
            {
                if (SymbolOf(argument.Value) is not { } array || !_givenArrays.Contains(array))
                {
                    Refuse();
                }

                continue;
            }

            IntegerSum? value = ValueOf(argument.Value);
            first = argument.Parameter.Ordinal == _part.First.Ordinal ? value : first;
            end = argument.Parameter.Ordinal == _part.End.Ordinal ? value : end;
        }

        if (_zone is null || _unsettled > 0 || _isRefused)
        {
            return;
        }

        if (first is { IsSimple: true } low && end is { IsSimple: true } high && _zone.Proves(First, low.Plus, low.Constant) && _zone.Proves(high.Plus, End, -high.Constant))
        {
            _calls[call.Syntax] = new PartOfCall(low, high, _zone.Clone());
        }
        else
        {
            Refuse();
        }
    }
}

using System.Threading;
using ParallelCore.Analyzers.Bodies;
using ParallelCore.Analyzers.Loops;

namespace ParallelCore.Analyzers.Recursions;

/// <summary>
/// Proves that a method which calls itself on two parts of its arrays, one call behind the other, may do both at once: all elements that it touches lie in the part that two of its parameters
/// bound; each call of itself gets a part of that part; and the two get parts that don't overlap. Then it doesn't matter whether two of the arrays are one. It writes nothing but elements and
/// variables of its own, and calls nothing that isn't known to only compute.
/// </summary>
/// <remarks>
/// The method is run once over <see cref="Zone"/>s, with the methods that it calls; a loop until nothing changes. The bounds that come from outside are taken for numbers below 2^30, as those of
/// an array of up to a billion elements are: two of them can be added.
/// </remarks>
internal sealed partial class PartReader
{
    // Ghosts: the part's bounds as they were when the method was called.
    private const int First = 1, End = 2;
    private const int MostCalls = 3;
    private const int MostRounds = 12;

    private readonly Dictionary<ISymbol, int> _variables = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<SyntaxNode, int> _middles = [];
    private readonly HashSet<ISymbol> _ownArrays = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _givenArrays = new(SymbolEqualityComparer.Default);
    private readonly Stack<Frame> _frames = new();
    private readonly Stack<Loop> _loops = new();
    private readonly Dictionary<SyntaxNode, PartOfCall> _calls = [];
    private readonly IMethodSymbol _method;
    private readonly Part _part;
    private readonly CodeOfMethods _code;
    private readonly CancellationToken _cancellationToken;
    private Zone? _zone = new();
    private bool _isRefused;
    private int _unsettled;

    private PartReader(IMethodSymbol method, Part part, CodeOfMethods code, CancellationToken cancellationToken)
    {
        _method = method;
        _part = part;
        _code = code;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Whether two calls of a method by itself, of which the second follows the first, may run at the same time.</summary>
    public static bool MayRunTogether(IMethodSymbol method, SyntaxNode first, SyntaxNode second, CodeOfMethods code, CancellationToken cancellationToken)
    {
        foreach (Part part in Part.Of(method))
        {
            var reader = new PartReader(method, part, code, cancellationToken);
            if (reader.Read() && reader.AreApart(first, second))
            {
                return true;
            }
        }

        return false;
    }

    private bool Read()
    {
        if (_code.Of(_method) is not { } body || _method.Parameters.Any(static parameter => parameter.RefKind != RefKind.None || parameter.Type.IsRefLikeType || parameter.Type.TypeKind == TypeKind.Pointer))
        {
            return false;
        }

        foreach (IParameterSymbol parameter in _method.Parameters)
        {
            if (parameter.Type is IArrayTypeSymbol)
            {
                _givenArrays.Add(parameter);
            }
        }

        Set(_part.First, IntegerSum.Of(First));
        Set(_part.End, IntegerSum.Of(End));
        _frames.Push(new Frame(_method, body.Syntax));
        Run(body);
        return !_isRefused;
    }

    private bool AreApart(SyntaxNode first, SyntaxNode second) =>
        _calls.TryGetValue(first, out PartOfCall? one) && _calls.TryGetValue(second, out PartOfCall? other) && (IsBelow(one, other, other.Before) || IsBelow(other, one, other.Before));

    private bool IsBelow(PartOfCall low, PartOfCall high, Zone zone) => zone.Proves(low.End.Plus, high.First.Plus, high.First.Constant - low.End.Constant - (_part.HoldsEnd ? 1 : 0));

    private void Refuse() => _isRefused = true;

    private void Run(IOperation? operation)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (operation is null || _isRefused || _zone is null)
        {
            return;
        }

        switch (operation)
        {
            case IBlockOperation or IMethodBodyOperation or IVariableDeclarationGroupOperation or IVariableDeclarationOperation or IEmptyOperation:
                foreach (IOperation child in operation.ChildOperations)
                {
                    Run(child);
                }

                break;
            case IVariableDeclaratorOperation declarator:
                Declare(declarator);
                break;
            case IExpressionStatementOperation statement:
                ValueOf(statement.Operation);
                break;
            case IConditionalOperation choice:
                (_zone, Zone? otherwise) = Test(choice.Condition);
                Run(choice.WhenTrue);
                (_zone, otherwise) = (otherwise, _zone);
                Run(choice.WhenFalse);
                _zone = Zone.Join(_zone, otherwise);
                break;
            case IForLoopOperation loop:
                foreach (IOperation before in loop.Before)
                {
                    Run(before);
                }

                Repeat(loop.Condition, loop.Body, loop.AtLoopBottom, testsFirst: true);
                break;
            case IWhileLoopOperation { ConditionIsUntil: false } loop:
                Repeat(loop.Condition, loop.Body, [], loop.ConditionIsTop);
                break;
            case IReturnOperation { Kind: OperationKind.Return } result:
                Return(result);
                break;
            case IBranchOperation { BranchKind: BranchKind.Break or BranchKind.Continue } branch when _loops.Count > 0:
                Loop around = _loops.Peek();
                around.Left = branch.BranchKind == BranchKind.Break ? Zone.Join(around.Left, _zone) : around.Left;
                around.Continued = branch.BranchKind == BranchKind.Continue ? Zone.Join(around.Continued, _zone) : around.Continued;
                _zone = null;
                break;
            default:
                Refuse();
                break;
        }
    }

    private void Declare(IVariableDeclaratorOperation declarator)
    {
        if (declarator.Symbol is { IsRef: true } or { IsStatic: true } or { Type.IsRefLikeType: true })
        {
            Refuse();
            return;
        }

        IOperation? value = declarator.GetVariableInitializer()?.Value;
        if (declarator.Symbol.Type is IArrayTypeSymbol)
        {
            if (value is not IArrayCreationOperation || Assignments.Of(declarator.Symbol, _frames.Peek().Body))
            {
                Refuse();
                return;
            }

            _ownArrays.Add(declarator.Symbol);
        }

        if (value is not null)
        {
            Set(declarator.Symbol, ValueOf(value));
        }
    }

    private void Return(IReturnOperation result)
    {
        Frame frame = _frames.Peek();
        IntegerSum? value = result.ReturnedValue is { } returned ? ValueOf(returned) : null;
        if (frame.Result is { } variable)
        {
            Set(variable, value);
        }

        frame.Returned = Zone.Join(frame.Returned, _zone);
        _zone = null;
    }

    /// <summary>Runs a loop until what is known at its head holds again behind its body.</summary>
    private void Repeat(IOperation? condition, IOperation? body, IEnumerable<IOperation> bottom, bool testsFirst)
    {
        if (_zone is null or { IsEmpty: true })
        {
            _zone = null;
            return;
        }

        IOperation[] last = [.. bottom];
        Zone entry = _zone.Clone(), head = entry;
        _unsettled++;
        for (int round = 0; !_isRefused; round++)
        {
            Zone? back = Once(head, condition, body, last, testsFirst).Back;
            if (back is null || back.IsWithin(head))
            {
                head = Narrowed(back);
                break;
            }

            Zone next = Zone.Join(head, back)!;
            head = round < 2 ? next : Zone.Widen(head, next);
            if (round > MostRounds)
            {
                Refuse();
            }
        }

        // Once more, with what holds in every round: what is touched is looked at now, if nothing around is still open.
        _unsettled--;
        _zone = Once(head, condition, body, last, testsFirst).Left;

        // Giving up went too far where the condition bounds a variable: what one more round leads to holds as well, if it does in the round behind it.
        Zone Narrowed(Zone? back)
        {
            Zone closer = Zone.Join(entry, back)!;
            return Once(closer, condition, body, last, testsFirst).Back is not { } after || after.IsWithin(closer) ? closer : head;
        }
    }

    private (Zone? Back, Zone? Left) Once(Zone head, IOperation? condition, IOperation? body, IOperation[] bottom, bool testsFirst)
    {
        var loop = new Loop();
        _loops.Push(loop);
        _zone = head.Clone();
        Zone? left = null;
        if (testsFirst && condition is not null)
        {
            (_zone, left) = Test(condition);
        }

        Run(body);
        _zone = Zone.Join(_zone, loop.Continued);
        foreach (IOperation step in bottom)
        {
            Run(step);
        }

        Zone? back = _zone;
        if (!testsFirst && condition is not null && _zone is not null)
        {
            (back, left) = Test(condition);
        }

        _loops.Pop();
        return (back, Zone.Join(left, loop.Left));
    }

    private sealed class Loop
    {
        public Zone? Left { get; set; }

        public Zone? Continued { get; set; }
    }

    private sealed class Frame(IMethodSymbol method, SyntaxNode body)
    {
        public IMethodSymbol Method { get; } = method;

        public SyntaxNode Body { get; } = body;

        public Zone? Returned { get; set; }

        /// <summary>Stands for what the method returns, if that is a whole number.</summary>
        public ISymbol? Result { get; } = method.ReturnType.SpecialType == SpecialType.System_Int32 ? method : null;
    }

    private sealed record PartOfCall(IntegerSum First, IntegerSum End, Zone Before);
}

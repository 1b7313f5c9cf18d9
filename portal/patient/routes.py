"""Every page and act of a patient, for the application to put up."""

from litestar.types import ControllerRouterHandler

from portal.patient import home
from portal.patient.access import AccessController
from portal.patient.acting.controller import ActingController
from portal.patient.details.controller import DetailsController
from portal.patient.dossier import DossierController
from portal.patient.involved import InvolvedController
from portal.patient.letters import LettersController
from portal.patient.log import LogController
from portal.patient.measurements.controller import MeasurementsController
from portal.patient.pace.controller import PaceController
from portal.patient.questions import QuestionsController
from portal.patient.results import ResultsController
from portal.patient.rights.controller import ChoiceController, RightsController
from portal.patient.saving import SavingController
from portal.patient.sharing import SharingController
from portal.patient.summary.controller import SummaryController

PATIENT: tuple[ControllerRouterHandler, ...] = (
    home.home,
    AccessController,
    ActingController,
    ChoiceController,
    DetailsController,
    DossierController,
    InvolvedController,
    LettersController,
    LogController,
    MeasurementsController,
    PaceController,
    QuestionsController,
    ResultsController,
    RightsController,
    SavingController,
    SharingController,
    SummaryController,
)
